// Lines of prose in the bodies of functions and of loops are looked at like those of scenes.
cast: Ada, Bob
var gold: 0..3 = 1
var bag: set of rope, lamp
def few(x: 0..3):
    ~ if x > 1:
        gold += 1 //! NC304@9
        a great many [gold] __few__ //? NC315@22 ; NC315@29
        , and more //? NC320@9
    ~ else:
        a `code` few </b> //? NC315@11 ; NC315@22
        goto street //? NC304@9
        Bob - I see you. //? NC106@9
        Line one. ~ gold += 2 //? NC315@19
        {shuffle: x} //? NC330@9
        The colour is #odd //! NC324@23
== street
You have {few(gold)}.
~ for x in bag:
    gold += 1 //! NC304@5
    a great many [gold] __few__ //? NC315@18 ; NC315@25
    Bob - I see you. //? NC106@5
    Line one. ~ gold += 2 //? NC315@15
    {shuffle: x} //? NC330@5
~ bag += rope
+ for y in bag: Use {y} __few__ //? NC315@25
    Bob - I see you. //? NC106@5
    gold += 1 //! NC304@5
-> end
