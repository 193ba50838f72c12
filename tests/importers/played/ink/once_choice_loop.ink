- (t)
* a
  A -> t
* {t > 1} b
  B -> t
* {t > 2} c
* ->
- X {t}
-> END

