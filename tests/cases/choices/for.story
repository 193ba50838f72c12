title: A choice for each name of a set
cast: Ada

var bag: set of rope, lamp "old lamp", silver_key "silver key" = rope, silver_key, lamp
var tired = 0

== menu
~ tired += 1
{Here we are. | Again.}
+ {if item != silver_key} {needs tired < 3 or item == rope: the {item} is too heavy} for item in bag: Use the {item} {if item == rope: of hemp | of brass}. #use
    ~ let was = item
    Ada: The {was}, then.
    * Keep the {item}.
    * Drop it.
        ~ bag -= item
        Gone: {item}. Left: {bag}.
    -> menu
* (once_each) for thing in bag & [rope, lamp]: Look at it -> look(thing) ->
    It was the {thing}, and you looked {visits(once_each)} times.
    -> menu
<- borrowed
* Leave. -> end

That was borrowed.
-> menu

== look(what: rope | lamp | silver_key)
A {what}.
-> back

== borrowed
~ if tired > 2:
    + for item in bag: Borrow the {item}.
        You borrow the {item}.
-> menu
