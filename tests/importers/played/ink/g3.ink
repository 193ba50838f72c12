Start
* * a
* * b
- c
- d
-> END
