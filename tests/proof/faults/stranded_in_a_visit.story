// The questions are used up over three visits; then the visitor has nothing to say, and no way back.
var talks: 0..9

== street
+ Ask the baker.
    ~ talks = clamp(talks + 1)
    -> baker ->
    -> street
+ Leave. -> end

== baker
* "Is it fresh?" -> back
* {if talks > 1} "Is it warm?" -> back // NC508 after 5
