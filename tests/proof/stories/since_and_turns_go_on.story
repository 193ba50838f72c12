// A play without end, in which turns are counted: what compares them can tell few of them apart.
var c = false
claim never since(cellar) == 3 and turns() > 4
claim never since(cellar) > 4 and not c and turns() == 6

== start
+ Down. -> cellar
+ {if since(cellar) > 2} Wait.
    ~ c = 3 <= since(start)
    -> start
+ {if turns() > 5 and since(cellar) == 2} Leave. -> end

== cellar
+ Up. -> start
+ {if since(start) >= 3} Deeper. -> deep
+ Stay.
    Dark.
-> cellar

== deep
+ {if turns() > 9} Up. -> start
+ Dig. -> deep
