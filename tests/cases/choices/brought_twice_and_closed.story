title: Brought twice
var coins: 0..2 = 1

== hall
You have {coins}.
<- lent(2)
~ if coins > 0:
    <- lent(1)
You go home.
-> end: Home

== lent(price: 1..2)
+ {needs coins >= price: too dear} Pay {price}.
    ~ coins -= price
    -> hall
