== start
~ let n = 1
Start {n}.
-> one(n + 1) ->
Back in start {n}.
* Visit from a branch {n}.
    ~ let m = n * 100
    In the branch {m}.
    -> one(m) ->
    Still {n} and {m}.
    ~ n += 1
* Go on.
Meet {n}. -> two(0) ->
~ if n > 1:
    Inside a block.
    -> two(1) ->
    Behind it {n}.
Visits: {visits(start)} {visits(one)} {visits(two)}.
-> one(9)

== one(k)
~ let n = k * 10
One {k}, {n}.
~ if k == 9:
    -> end
* One: deeper {k}.
    -> two(k) ->
    One again {k}, {n}.
+ One: move on {k}. -> two(n)
-> back

== two(k)
Two {k}.
+ Two: back. -> back
+ Two: by another scene. -> three

== three
~ let q = 3
Three {q}.
-> back
