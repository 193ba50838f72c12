var n = 0

== start
First.
* Own.
    Own taken.
<- talk
<- ask(n + 1)
+ Another own.
Meet {n}.
~ n += 1
~ if n < 3:
    -> start
-> end

== talk
Never shown.
* (hello) "Hello."
    "Hello," {visits(hello)}.
    * "How are you?"
        "Well."
        + "Really?"
            "Really."
    * "Bye."
    That is all the talk.
+ {if n > 0} "Again."
    -> aside ->
    Again done.
* {otherwise} -> aside ->
Never this.

* Nor this group.

== ask(k)
* Ask {k}.
    ~ let twice = k * 2
    Asked {k}, {twice}.
    ~ k += 10
    * And {k}?
        Yes, {twice}.
* Leave by moving.
    -> end: Left

== aside
Aside.
-> back
