VAR gold = 5
VAR wisdom = 1
You have {words(gold)} gold, {is_rich():plenty|little}.
~ add(gold, 3)
~ raise(wisdom)
{describe(gold)}
{ pay(6):
    You pay. {gold} left.
- else:
    You cannot pay.
}
{ pay(6): You pay again. | You cannot pay again. }
It is {describe(wisdom)} wise.
-> END
=== function is_rich() ===
~ return gold > 6
=== function add(ref what, amount) ===
~ what = what + amount
=== function raise(ref what) ===
~ add(what, 1)
=== function words(n) ===
{
- n == 5: five
- else: many
}
=== function describe(n) ===
{n > 2:very|a little}
=== function pay(price) ===
{ price > gold:
    ~ return false
}
~ gold -= price
~ return true
