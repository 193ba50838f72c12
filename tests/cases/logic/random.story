var heads: 0..9 = 0

== start
{random: Heads. | Tails.} {random: One.} {random: a | b | {random: c | d | e}}.

~ random:
    - Red.
    -
        ~ heads = clamp(heads + 1)
        Blue {heads}.
    - Green.

+ Again. -> start
+ Enough. -> end
