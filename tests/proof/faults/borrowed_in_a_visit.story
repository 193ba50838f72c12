// A borrowed choice visits another scene, which stops too: the locals of both wait.
var sum: 0..9

== begin
+ Begin. -> room(3)

== room(x: 0..3)
<- talk(1)
~ sum = x
-> count(x) ->
~ sum += x // NC504 after 5
-> end

== talk(y: 0..3)
+ Talk.
    ~ let z = y + 1
    -> count(z) ->
    + More.
        ~ sum = clamp(sum + z)

== count(x: 0..3)
+ Count.
    ~ sum = clamp(sum + x + 4)
-> back
