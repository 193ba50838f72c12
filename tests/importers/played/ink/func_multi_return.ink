{sign(3)} {sign(-2)} {sign(0)}
-> END
=== function sign(x)
{ x > 0: 
  ~ return "plus"
}
{ x < 0:
  ~ return "minus"
}
~ return "zero"
