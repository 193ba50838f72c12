title: What changes nothing else is still counted where something asks how often
claim never visits(hall.look) == 2

== hall
A hall.
* (look) Look round.
    -> hall
+ Wait. -> hall
+ Leave. -> end
