title: Looking leads through a scene that something asks about
claim never since(hall) > 3

== hall
A hall.
* Look round. -> hall
+ Wait.
    -> yard
+ Leave. -> end

== yard
* Look up. -> alley
+ Stay. -> end

== alley
{since(alley)} {if visits(alley) == 2: Never.}
-> yard
