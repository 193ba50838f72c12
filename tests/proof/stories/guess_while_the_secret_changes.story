title: A number that changes
var secret = 5
var tries: 0..3 = 0

claim reach right
claim reach both
claim never tries > 3

== start
~ let guess = 0
~ ask guess: Your guess?
~ if guess == secret:
    -> right
~ if tries == 3:
    -> wrong
~ tries += 1
-> stir ->
~ if guess == secret:
    -> both
-> start

== stir
~ secret = random(40, 42)
+ Stir. -> back
+ Stir more.
    ~ secret += 100
    -> back

== right
-> end

== wrong
-> end

== both
-> end
