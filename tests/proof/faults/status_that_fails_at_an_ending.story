status: {gold * gold} // NC504 after 1
var gold = 0

== begin
+ Be rich.
    ~ gold = 9007199254740991
    -> end: Rich
+ Leave. -> end
