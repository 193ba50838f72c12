// The text of a choice calls a function whose parameter is one short, and only the last coin shows it.
var coins: 0..5 = 1
var seen_it = false
def worth(n: 0..4) = n * 10

== stall
+ Earn.
    ~ coins = clamp(coins + 1)
    -> stall
+ {if coins > 2} Sit down.
    ~ seen_it = true
    -> table
+ Leave. -> end

== table
{if seen_it and coins > 3: {cycle: You count. | You count {worth(coins)} pennies.}} // NC504 after 7
+ Stand up. -> stall
