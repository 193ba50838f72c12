* a
  aa
  * * b
  * * c
      cc
      * * * d
- - x
y
- z
-> END
