status: Turn {turns()}, {visits(hall)} {since(hall)}

== hall
Hall {visits(hall)}, turns {turns()}, since {since(hall)}.
+ To the yard. -> yard
+ Visit the yard.
    -> yard ->
    Back: {visits(hall)} {visits(yard)}, {since(hall)} {since(yard)} {since(moon)}.
    -> hall

== yard
Yard {visits(yard)}, since {since(hall)}, seen {seen(hall)} {seen(moon)}.
+ Wait.
    -> yard
+ Go. -> hall
+ Back. -> back
+ Moon. -> moon

== moon
-> end
