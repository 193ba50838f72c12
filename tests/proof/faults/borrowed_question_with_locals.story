// The same with a question, and a division that fails for the value that was given.
var n: 0..3

== begin
+ Two. -> room(2)
+ None. -> room(0)

== room(x: 0..3)
~ let y = x + 1
<- talk
+ Leave. -> end
~ if n == 3:
    {6 / (x - y + 1)} // NC504 after 3
    {y / x}
-> end

== talk
+ Talk.
    ~ ask n: How many?
