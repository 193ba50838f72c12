title: Scenes that are drawn once, one of which is left for good, into a scene that comes back to elsewhere
var told: 0..9
claim never told > 2
claim never told == 9 and seen(cell)

== hall
-> any #tale ->
* each #tale ->
<- gossip
+ Leave. -> end
-> hall

== one #tale
~ once
* Listen.
    ~ told = min(9, told + 1)
* Turn away.
-> back

== two #tale
~ once
* Follow. -> back -> cell
* Stay.
    ~ told = min(9, told + 1)
    -> back

== cell
* Sit.
    ~ told = min(9, told + 1)
* Stand.
+ Out. -> hall
-> cell

== gossip
* Whisper.
    * Laugh.
        ~ told = min(9, told + 1)
    * Weep.
+ Listen again.
-> back
