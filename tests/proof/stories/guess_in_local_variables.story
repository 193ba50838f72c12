title: A number between us
var tries: 0..3 = 0

claim reach right
claim reach wrong
claim never tries > 3
claim right only after turn

== start
-> turn(random(1, 9))

== turn(secret: 1..9)
~ let guess = 0
-- again
~ ask guess: Your guess?
~ tries += 1
~ if guess == secret:
    -> right
~ if tries == 3:
    -> wrong
~ if guess < secret:
    Higher.
    -> hint ->
~ elif guess > 20:
    Much lower.
~ else:
    Lower.
-> again

== hint
+ Think. -> back

== right
-> end

== wrong
-> end
