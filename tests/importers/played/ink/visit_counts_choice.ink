- (t)
* (a) a
  * * (b) b
      -> t
  * * (c) c
      -> t
* {b} after b
* {c} after c
- {a} {b} {c} {t}
-> END
