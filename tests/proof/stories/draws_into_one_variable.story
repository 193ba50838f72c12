// What is drawn into a variable and changed by more draws is one draw; what is told on the way is still told.
title: A blow
var hp: 0..9 = 9
var guard = false
claim never hp == 8 and guard
claim reach "Down"
claim reach "Lucky"
claim never hp == 5 and not guard

== ring
+ Guard.
    ~ guard = true
    -> blow
+ Wait.
    ~ guard = false
    -> blow

== blow
~ let hit = random(2, 4)
~ if chance(30):
    {once: A lucky blow!}
    ~ hit += random(1, 2) * 2
~ elif hit == 3 and chance(10):
    A clumsy one.
    ~ hit = 1
~ if hit > 7:
    -> end: Lucky
~ if guard:
    ~ hit = hit / 2
~ hp = clamp(hp - hit)
~ if hp == 0:
    -> end: Down
-> ring
