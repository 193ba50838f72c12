// Who goes down without the key finds two doors shut for good: NC506 names what they need.
var key = false
var lamp = true

== hall
+ Take the key.
    ~ key = true
    -> hall
* Blow out the lamp.
    ~ lamp = false
    -> hall
+ {if lamp} Down. -> cellar
+ Leave. -> end

== cellar
* Look. -> cellar // NC506 after 1
+ {needs key: it is locked} Open. -> end
+ Wait. -> cellar
