{RANDOM(3, 3)} {RANDOM(1, 1) + 1}
~ temp d = RANDOM(2, 2)
{d}
-> END
