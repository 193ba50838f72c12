// The status line is a part of all that a player sees.
status: {if coins < 9: {12 / coins} a head} // NC504 after 5
var coins: 0..9 = 3
var name: text = "x"

== begin
+ Pay.
    ~ coins = clamp(coins - 1)
    ~ ask name: Who?
    -> begin
+ Leave. -> end
