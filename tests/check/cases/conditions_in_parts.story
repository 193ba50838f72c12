var r: 0..3
var b = false
const OFF = false
const LEAST = 0
claim never r > 50 //? NC303@13 the claim says nothing
claim never r > 3
claim never r > 3 and b
claim never r > 4 //? NC303@13
claim never r < -1 or b //? NC303@13 this part can never hold
claim never r > 3 or b
claim never r > 3 or r < 0
claim never r > 3 or not r >= 0 or b
claim never r > 3 or r > 50 //? NC303@22 this part can never hold
claim never r > 3 and b or r == 2
claim reach "Home" with r > 3 or b //? NC303@25 this part can never hold
claim never b and r < 9 //? NC303@19 this part always holds
claim reach "Home" with r > 2 and b
== a
{if r == 7 or b: One.} //? NC303@5 this part can never hold
{if b or (r > 1 or r < 0): Two.} //? NC303@20 this part can never hold
{if b and r >= 0: Three.} //? NC303@11 this part always holds
{if OFF or b: Four.}
~ if (OFF and r > 1) or b:
    Four, or five.
~ if r >= LEAST and b:
    Four, and five.
~ if b and seen(a): //? NC303@12 this part always holds
    Five.
~ if r > 3 and b: //? NC303@6 this can never hold
    Six.
~ let die = random(1, 6)
~ let sum = random(1, 6)
{if die > 6: Seven.} //? NC303@5 this can never hold
{if die < 7: Eight.}
{if die == 0 or b: Nine.} //? NC303@5 this part can never hold
{if sum > 6: Ten.}
~ sum += 6
~ r = clamp(die)
~ b = true
-> end: Home
