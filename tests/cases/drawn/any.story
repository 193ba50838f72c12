var wet = false
var n = 0

== start
Draw. -> any #t ->
Next line.
~ n += 1
~ if n == 3:
    ~ wet = true
-> any #none_left
+ Again. -> start
+ Move.
    -> any #t
    -> end: None left

== high #t
~ when wet
~ priority 5
High.
-> back

== once_a #t
~ once
~ priority 2
Once A.
-> back

== once_b #t
~ priority 2
~ once
~ when not seen(never)
Once B.
-> back

== low_a #t
Low A.
-> back

== low_b #t #t=1
Low B.
-> back

== low_c #t
Low C.
-> back

== never #none_left
~ when n > 100
-> end
