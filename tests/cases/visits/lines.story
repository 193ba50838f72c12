== start
A. -> v ->
B.
~ cycle:
    - C. -> v ->
        D.
    - E. -> v
* Choice. -> v ->
* {otherwise} -> v ->
F. -> w

== v
v{visits(v)}
-> back

== w
-> start ->
-> end
