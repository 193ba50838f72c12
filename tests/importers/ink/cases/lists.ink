LIST pack = rope, (lamp), silver_key
LIST state = (shut), ajar, open
VAR hand = ()
You carry {pack}.
~ pack += rope
~ pack -= lamp
{pack ? rope: There is a rope.} {pack !? lamp: There is no lamp.}
{pack ? (rope, lamp): Both.|Not both.} {LIST_COUNT(pack)} of {LIST_ALL(pack)}.
~ hand = pack + silver_key
You hold {hand}, and of these {hand ^ (silver_key, lamp)}.
-> door
=== door ===
The door is {state}.
+ {state == shut} [Push.]
    ~ state++
    -> door
+ {state > shut} {state < open} [Push again.]
    ~ state = open
    -> door
+ {state == open} [Go.]
    {pack:You take {pack} with you.|You take nothing.}
    -> END
