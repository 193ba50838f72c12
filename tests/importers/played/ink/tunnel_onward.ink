-> t ->
never
=== t
T
->-> away
=== away
Away
-> END
