var key = false

== start
Where?
* {needs key: you have no key} each #locked
* each #place ->
+ each #walk
* Take the key.
    ~ key = true
* {otherwise} -> end: Nowhere
They meet {visits(cellar)}.
-> start

== attic: To the attic #locked
-> end: Attic

== cellar: Down to the cellar #place
~ priority 1
It is dark. -> back

== kitchen #place #walk
~ when seen(cellar)
It is warm.
* Eat.
    You eat.
* Leave.
~ if visits(kitchen) < 2:
    -> back
-> start

== garden: Out #place
~ once
~ priority 3
Green. -> back
