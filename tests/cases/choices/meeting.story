== start
* A
    a
    * AA
        aa
        * AAA
            aaa
        * AAB
        aa meets
    * AB
        ab
    a meets
* B
    * BA
* C
    ~ if true:
        c
All meet.
* Second group, D
* Second group, E
    e
// A comment between choices is nothing.

* Second group, F -> end: F
The end.
-> end
