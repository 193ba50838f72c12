// A number that is made of itself grows out of the numbers there are, though nothing asks for it.
const BIG = 9007199254740991
var gold = 1
var silver = 0

== begin
+ Double.
    ~ gold += gold // NC504 after 53
    -> begin
+ Leave. -> vault

== vault
+ Add much.
    ~ silver += BIG // NC504 after 3
    -> vault
+ Leave. -> end
