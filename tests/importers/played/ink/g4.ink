* x
- g
* * a
* * b
- c
-> END
