VAR hit_points = 3
-> road ->
Back on the road, with {hit_points}.
-> fight(2, -> won) ->
-> fight(1, -> won)
=== road ===
A stone lies in the way.
+ Kick it.
    It hurts.
    ~ hit_points--
+ Step over it.
- ->->
=== fight(strength, -> next) ===
A foe of strength {strength}.
{ hit_points - strength < 0:
    ->-> lost
}
~ hit_points -= strength
{ TURNS_SINCE(-> road) < 0: Nobody comes. }
{ strength == 1: -> next }
->->
=== won ===
You have won.
-> END
=== lost ===
You have lost.
-> END
