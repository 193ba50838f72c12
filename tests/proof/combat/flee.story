title: Run or Drink
var hp: 0..8 = 8
var wolf: 0..7 = 7
var potions: 0..2 = 1
var fear: 0..3 = 0

claim reach "The pelt"
claim reach "Bones"
claim reach "Out of breath"
claim never potions == 2
claim "Out of breath" only after wood.run

== wood
The wolf circles. {if fear == 3: Your knees give.}
+ Stab.
    ~ let roll = random(1, 20)
    ~ if roll == 1:
        You stumble.
        ~ fear = min(fear + 1, 3)
    ~ elif roll >= 8:
        ~ wolf = max(0, wolf - random(1, 6) - 1)
    -> teeth
+ {if potions > 0} Drink ({potions} left).
    ~ potions -= 1
    ~ hp = min(hp + random(4, 10), 8)
    ~ fear = 0
    -> teeth
+ (run) Run.
    ~ if random(1, 6) + random(1, 6) > 8 + fear:
        -> end: Out of breath
    The wolf is faster.
    -> teeth
+ {if potions > 0} Throw a potion.
    ~ potions -= 1
    ~ wolf = max(0, wolf - 5)
    -> teeth

== teeth
~ if wolf == 0:
    -> end: The pelt
~ if random(1, 20) + fear >= 9:
    It bites.
    ~ hp = max(0, hp - random(1, 6))
~ if hp == 0:
    -> end: Bones
-> wood
