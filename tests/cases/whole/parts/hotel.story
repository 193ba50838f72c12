// An included file: declarations and scenes.
var key: 100..199 = 101
include cellar.story

== hotel: The hotel #inside
~ key += 1
Key {key}, {WORDS}.
-> cellar ->
-> end: A bed
