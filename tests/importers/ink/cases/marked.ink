VAR weight = 2.5
VAR thing = 3
VAR place = -> one
-> one
=== one ===
It weighs {weight} pounds, and two {weight * 2}.
~ thing = "three"
There are {thing}.
{shuffle once:
- Heads.
- Tails.
}
~ SEED_RANDOM(3)
~ temp again = factorial(4)
{again}
* {CHOICE_COUNT() > 0} Never.
* Go on. -> two
=== two ===
Two.
=== function factorial(n) ===
{ n < 2:
    ~ return 1
}
~ return n * factorial(n - 1)
