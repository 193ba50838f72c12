title: Loops over the names of a set
cast: Ada

var bag: set of rope, lamp "old lamp", silver_key "silver key" = rope, silver_key
var found: set of rope, lamp, silver_key
var hand: rope | lamp | silver_key = lamp
var sum = 0

== start
// Over the set as it was when the loop began.
~ for item in bag:
    You have a {item}.
    ~ sum += 1
    ~ if item == rope:
        It is long.
        ~ bag += lamp
Then {sum}: {bag}.

// An empty one; loops in loops; logic and variations inside.
~ for nothing in found:
    Never shown {nothing}.
~ for one in bag:
    ~ for other in bag - one:
        ~ let both = found has one and found has other
        ~ if not both:
            {cycle: First | Second} {one} and {other}.
            ~ found += [one, other]

    Ada: So much for the {one}.
~ if bag has hand:
    ~ for item in [rope, hand] + found:
        ~ random:
            - {item}!
    ~ bag -= hand
    ~ hand = rope
Left: {list(bag)}.
-> end
