== games: The games
~ let throw = random(1, 6)
Three rings for a coin. You would throw {throw}.
+ (rings) {if coins > 0} Throw the rings.
    ~ coins -= 1
    ~ if throw > 3:
        ~ won += duck
        You win a duck.
    ~ else:
        Nothing.
    -> games
+ {needs coins > 1: two coins} Try the strength machine.
    ~ coins -= 2
    {cycle: The bell rings. | The bell is silent.}
    -> games
* {otherwise} -> back
+ (enough) That is enough. -> back
