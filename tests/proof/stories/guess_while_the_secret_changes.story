title: A number that changes
var secret = 5
var tries: 0..3 = 0

claim reach "Right"
claim reach "Both"
claim never tries > 3

== start
~ let guess = 0
~ ask guess: Your guess?
~ if guess == secret:
    -> end: Right
~ if tries == 3:
    -> end: Wrong
~ tries += 1
-> stir ->
~ if guess == secret:
    -> end: Both
-> start

== stir
~ secret = random(40, 42)
+ Stir. -> back
+ Stir more.
    ~ secret += 100
    -> back
