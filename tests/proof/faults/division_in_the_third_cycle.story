// Behind a chance of one in a hundred, in a text that is only shown the third time.
var people: 0..3 = 3

== hall
~ if chance(1):
    {cycle: A bell rings. | It rings again. | Each of {people} hears a share of {12 / people}.} // NC504 after 3
+ Send one away.
    ~ people = clamp(people - 1)
    -> hall
+ Wait.
    -> hall
+ Leave. -> end
