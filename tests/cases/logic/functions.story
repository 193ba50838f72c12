def twice(n) = n * 2
def four(n) = twice(twice(n))
def tipsy(n: 0..20) = n > 2
def mood(n) = "merry" if tipsy(n) else "quiet"
def weather(m: sun | rain) = m == rain
def first(s: set of a, b) = s has a
var m: sun | rain = rain
var s: set of a, b = b
extern roll_dice(number) -> 1..6
extern greeting(text) -> text
extern is_open(0..23) -> true/false
extern mood_of(text) -> sour | glad
extern bag_of(set of rope, lamp) -> set of rope, lamp
var bag: set of rope, lamp = rope, lamp

== start
{four(3)} {mood(1)} {mood(3)} {weather(m)} {first(s)} {roll_dice(6)} {greeting("Ada")}
{is_open(18)}, {is_open(3)}, {mood_of("Mia")}, {mood_of("Tom") == sour}, {bag_of(bag)}.
~ bag = bag_of(bag)
~ m = sun
{bag}, {weather(m)}.
+ {if is_open(17)} Roll {roll_dice(2)}.
    -> end
