VAR x = true
Hi
{x: <- a}
{not x: <- b}
* c
- end -> END
=== a
* a1
  A -> END
=== b
* b1
  B -> END
