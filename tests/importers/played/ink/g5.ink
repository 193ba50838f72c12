* x
- g
* * a
- - b
* c
- d
-> END
