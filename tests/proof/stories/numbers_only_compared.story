// Numbers that are only compared: answers, what a host gives, what only grows or shrinks.
var gold = 0
var hope = 3
var age: number
var year: 1900..99999 = 1990
var dice: number
extern roll() -> number
claim never gold >= 10 and age < 18
claim reach rich with year == 2000
claim never hope < -4 and gold == 10

== start
~ ask age: How old?
~ ask year: Which year?
-> mine

== mine
+ Dig.
    ~ gold += 2
    ~ hope -= 1
    -> mine
+ {if gold >= 10 and age >= 18} Buy.
    ~ dice = roll()
    -> rich
+ {if gold == 5} Odd. -> end
+ Leave. -> end

== rich
~ if dice > 6:
    -> end: Lucky
-> end
