const WORDS = "from below"

== cellar
It is damp.
* Up. -> back
