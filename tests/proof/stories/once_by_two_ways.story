title: Two once-only choices lead to the same talk, which is had twice then
var told = 0
claim never told == 2
claim never told > 2

== hall
* Talk to her. -> talk ->
* Talk to her again. -> talk ->
+ Leave. -> end
-> hall

== talk
* "Yes."
    ~ told += 1
* "No."
    ~ told += 1
-> back
