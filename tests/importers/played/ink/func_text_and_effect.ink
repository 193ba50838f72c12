VAR gold = 10
You pay. {spend(3)} Left {gold}.
{spend(9)} Left {gold}.
-> END
=== function spend(x)
{ x > gold:
  You cannot afford it.
- else:
  ~ gold -= x
  Paid {x}.
}
