- (t)
* a
  -> t
* b
  -> t
- after
-> END
