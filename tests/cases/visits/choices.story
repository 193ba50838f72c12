// A visit at the end of a choice's line comes before what is indented below it; a plain move comes after that.
== a
a{visits(a)}
+ Leave for good. -> b ->
    -> c
+ Text. -> b ->
    Text below.
+ Choices. -> b ->
    * Visit. -> b -> #inner
        Deep.
    * Leave.
        -> c
    Gather.
+ Parameters. #tag -> p(visits(a)) ->
    ~ let n = 7
    n{n}
+ Drawn. -> any #t ->
    Behind the draw.
+ Drawn or not. -> any #u
    Before the draw.
+ Move. -> a
    Before the move.
<- talk

Behind.
+ Again. -> a
+ {if visits(a) > 1} Fall through. -> other ->
    -> end: All

== b
b{visits(b)}
-> back

== p(n)
p{n}
-> back

== t #t
~ once
t
-> back

== u #u
~ once
u
-> a

== c
c
-> a

== other
* {if visits(a) < 2} Early.
* {otherwise} -> b ->
    Otherwise.
-> back

== talk
+ Borrowed. -> b ->
    Borrowed below.
