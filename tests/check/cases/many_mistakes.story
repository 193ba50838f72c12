title: Many Mistakes
auther: Me //? NC108@1 did you mean `author`
start: haal //! NC101@8 did you mean `hall`
cast: Mia, Tom

var gold: 0..5 = 9 //! NC202@18
var mood: sour | glad = happy //! NC105@25
var idle = 3 //? NC305@5
const TEN = 10
var TEN = 2 //! NC110@5

== hall: The hall
Mia: Hello.
Mya: Hello. //? NC106@1 did you mean `Mia`
You have {glod} coins and {gold. //! NC103@11 did you mean `gold` ; NC021@27
*Open the chest. //! NC022@1
    ~ gold += 20
    -> chest
* {if gold > 9} Buy. -> shop
* {if mood = sour} Sulk. //! NC020@12
    -> hal //! NC101@8 did you mean `hall`
* Leave -> end

== chest
{if mood == galad: yes} //! NC105@13 did you mean `glad`
~ gold = "many" //! NC201@10
~ shots += 1 //! NC103@3
gold += 1 //! NC304@1
- > hall //! NC304@1

== shop
~ if gold > 2 //! NC012@1
    You are rich.
~ else:
    You are poor. //! NC301@5

== attic
It is dusty.
-> back

== chest //! NC110@4
-> end
