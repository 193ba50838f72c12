// Answers are cleaned: nobody can type two blanks beside each other, or a first one.
var name: text = "x"

== begin
~ ask name: Who are you?
+ {if name == "Ada  Lovelace"} Two. -> end // NC502
+ {if name == " Ada"} Three. -> end // NC502
+ {if name == "Ada"} Four. -> four
+ Again. -> begin
== four
Yes.
-> end
