// Money, in pence.
VAR gold = 20
VAR debt = -7
VAR name = "Ada"
VAR brave = false
CONST PRICE = 6

-> shop

=== shop ===
~ temp change = gold - PRICE
You have {gold}, {name}. {gold > PRICE && not brave:You hesitate.}
{ change >= 10:
    A good deal is left.
- else:
    Little is left.
}
{ gold:
- 20: It is all you have.
- 14: It is what you had left.
- else: You have lost count.
}
{
- debt < 0 and brave:
    You owe nobody.
- debt == -7:
    You owe {debt / 2}, or {debt mod 2}, or {-debt}.
}
* {gold >= PRICE} {brave or gold > 0} Buy a sword.
    ~ gold -= PRICE
    ~ brave = true
    ~ name = name + " the Brave"
    -> shop
+ Leave.
    ~ debt++
    {brave: You are {name}.|You are as you were.} {change > 13:Rich.|{change > 7:Fair.|Poor.}}
    {not brave && debt < -6: Bad.}
-> END
