// Two texts that a player types can be equal and can differ, and an empty answer keeps what is there.
var name: text = ""
var other: text = "Bob"
claim reach same with name != "Bob" and name != ""
claim reach differ with name != "" and other != "" and name != "Bob"
claim never name == ""
claim reach nobody

== start
~ ask name: Who?
~ if name == "":
    -> nobody
~ ask other: And the other?
~ if name == other:
    -> same
-> differ

== nobody
-> end

== same
-> end

== differ
-> end
