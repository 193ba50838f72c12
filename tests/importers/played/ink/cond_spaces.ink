VAR x = true
a{x: b }c
a {x:b} c
a{x:b}c
a {not x:b} c
a{not x:b}c
a {x: b | d } c
.{x: , }.
-> END
