VAR gold = 1
-> bar
=== bar
~ temp gold2 = gold
{gold2}
- (gold3) x
-> if_
=== if_
= gold4
ok {gold}
-> END
