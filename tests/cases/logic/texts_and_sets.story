title: Texts and sets
language: de

var bag: set of rope "Seil", lamp "alte Lampe", bell = rope
var found: set of rope, lamp, bell
var hand: rope | lamp | bell
var name: text = "straße"
// The story's own name comes before the function of that name.
var list = 3

def upper(t) = t + "!"

== start
{name}: {capital(name)} {upper(name)} {lower("ÄÖÜ")} {length(name)} {length("")}
{capital("")}{capital("émile")} {capital("ßa")} {lower("ΣΊΣΥΦΟΣ")}
{decimal(305, 2)} {decimal(5, 2)} {decimal(-5, 2)} {decimal(-305, 1)} {decimal(7, 0)} {list}

~ found = [lamp, bell]
{bag} · {bag + found} · {found - [bell]} · {found & [bell, rope]} · {count(bag + found)} {count([] + bag)}
{if bag == [rope]: gleich} {if found has [lamp, bell]: beide} {if not (found has bag): nicht} {if [] == bag & found: nichts}
-> more

== more
~ ask name: Wer?
Du bist {name + ", " + capital(name)}. {if contains(name, "x"): Mit x.}

+ Ziehen.
    ~ hand = random(bag + found)
    Es ist: {hand}. {if hand == lamp: Hell.}
    -> more
+ {if length(name) > 3} Verlieren.
    ~ bag -= bag
    ~ found = none
    ~ hand = random(bag)
    -> more
+ Länger.
    ~ name += name + name
    ~ name += name + name
    ~ name += name + name
    ~ name += name + name
    -> more
