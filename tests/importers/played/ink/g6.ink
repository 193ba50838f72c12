* * * a
* * * b
- - - c
- - d
- e
-> END

