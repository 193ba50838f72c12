var x = 0

== start
* A
* B
    ~ x += 1
Prose between.
* C
~ x += 1
* D {x}
~ if x > 1:
    * E
    ~ x += 1
* F {x}
-> end
