LIST inv = (sword), (shield), bread
-> show(inv) 
=== show(l)
{l:
  {LIST_MIN(l)}
  -> show(l - LIST_MIN(l))
}
-> END
