// Slips that are seldom made.
var mood: glad | sour = glad //? NC305@5 `mood` is never used
var tint: glad | blue = blue //? NC305@5 `tint` is never used
var bag: set of rope, lamp
var place: hall | hal2
var word: text = "a" //? NC306@5 `word` is read, but nothing ever sets it
var n = 2

def two(x):
    ~ if x > 1:
        ~ return 1
    ~ return "two" //! NC201@14 a number is given back above; this is a text

def speaks(x):
    It rains {x}. #rain //! NC324@19 a tag cannot stand in the body of a `def`

def odd(x): //! NC211@5
    ~ if x > 1:
        ~ return 1
    ~ else:
        ~ n += 1

def literal(x):
    ~ if x > 1:
        ~ return glad //! NC207@18 it cannot be told which enumeration `glad` belongs to
    ~ return glad

== hall
{two(2)} {literal(1)}

{speaks(1)} {odd(2)}

~ if word has a: //! NC201@6 `has` asks a set; this is a text
    It has.
~ if has(bag, rope): //! NC104@6 `has` is not a function
    It has.
~ if bag == "rope": //! NC201@6 a set of `rope`, `lamp` cannot be compared with a text
    It has.
* any #street -> //! NC013@3 this `each` cannot be read
* {otherwise Go on.} -> hall //! NC013@3 `{otherwise}` stands alone in its braces
* {when n > 2} Wait. -> hall //! NC013@3 `when` is no word of this language
* {otherwise} for one in bag: Take {one}. -> hall //! NC013@15 an `{otherwise}` does not stand for several choices
* (used) {if n > 1} for one in bag: Use {one}. -> hall.nowhere
+ Where to? -> {place} //! NC116@17 this can be `hal2`, which is no scene
+ Home. -> hom.there //! NC101@12 there is no scene `hom`

== street #street
-- there
It is long.
-> end
