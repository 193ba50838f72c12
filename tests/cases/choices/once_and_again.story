== start
Here.
* Once.
    Taken once.
    -> start
+ Again.
    Taken again.
    -> start
* A move at the end. -> other
* Both.
    First this.
    -> other ->
    -> start
+ End. -> end

== other
Elsewhere.
* Return by moving. -> start
* Return by going back.
    -> back
