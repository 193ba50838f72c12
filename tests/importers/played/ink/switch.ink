VAR x = 2
{x:
- 0: zero
- 1: one
- 2: two
     more two
- else: many
}
{ 
- x == 1: is one
- x > 1: is more
}
{x > 1:
yes
- else:
no
}
-> END
