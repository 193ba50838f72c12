// Where the first of these can be calculated, the second may fail.
status: At {4 / b}{if 6 / (2 - d) > 1: now}
var b: 0..3
var d: 0..3

== begin
+ More.
    ~ b = clamp(b + 1)
    -> begin
+ Go on.
    ~ d = clamp(d + 1)
    -> begin
+ Leave. -> end
