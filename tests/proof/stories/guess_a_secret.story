// The guess is only compared with the secret, and with constants: of a hundred answers few have to be tried.
var secret: 1..40
var guess: 1..40 = 20
var tries: 0..3
var bid: 0..30
var last: 0..30

claim reach "Guessed"
claim never seen(right) and guess != secret
claim never seen(right) and guess < 3 and tries == 2
claim never seen(wrong) and bid < last

== start
~ secret = random(2, 40)
-> guessing

== guessing
~ if tries == 3:
    -> wrong
~ ask guess: A number?
~ tries += 1
~ if guess == secret:
    -> right
~ elif guess < secret:
    Higher{if guess == 1:, much higher}.
~ else:
    Lower.
-> guessing

== right
+ On. -> end: Guessed

// The other one changes once it was asked: there each answer counts.
== wrong
~ ask bid: Your bid?
~ if bid < last:
    -> end: Lower
~ last = bid
+ Again. -> wrong
+ Stop. -> end: Stopped
