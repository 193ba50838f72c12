Hello
* a
  A
* b
  B
