{two()}
x {two()} y
-> END
=== function two
line one
line two
