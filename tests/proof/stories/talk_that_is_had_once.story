title: What is said in a talk that is had once need not be kept, and what is said behind it must
var told = 0
claim never told > 5
claim never visits(hall) == 3 and told == 1

== hall
A hall.
* Talk to her. -> talk ->
* Ask him. -> ask
+ Wait. -> wait ->
+ Leave. -> end
-> hall

== wait
-> back

== talk
-> wait ->
* "Yes."
    ~ told += 1
    * "Truly."
        ~ told += 1
* "No."
-> wait ->
-> back

== ask
* "Who?"
    ~ told += 1
    -> ask
* "When?"
    ~ told += 2
    -> ask
* {otherwise} Go. -> hall
