var gold = 1
var open = false
== a
~ gold += 1
~ open = true
You have $gold and [gold], but \$gold, \[gold], $5, [sic] and $silver. //? NC315@10 ; NC315@20
* {open} Go in. //? NC315@3
* {not open} Go out. //? NC315@3
* {open}
* {gold} coins.
* Is it {open}?
* Take $gold. -> end //? NC315@8
-> end
---
// Styles of other tools.
== a
Very ''bold'' and ''so bold''. //? NC315@6+8 `**…**` ; ? NC315@19
''Hello,'' she said. It''s here. \''Not bold''.
It is //very// dark. //? NC315@7 a comment
//The door closes.// //? NC315@1
//a heading//
// A comment with //another// in it.
////////////////
http://x.org//y and http://x.org// there.
[b]Loud[/b], <i>soft</i>.<br> //? NC315@8 `**…**` ; ? NC315@21 `*…*` ; ? NC315@26 line break
A \[/b] and a. // comment with [/b] and ''quotes'' in it
* Very ''bold''. //? NC315@8
-> end
---
// A `$` before braces: shown, unless it may be that of a price.
var name = "Ada"
var mood: sour | glad
var gold = 3
== a
~ gold += 1
~ name = "Bob"
~ mood = glad
${name}, \${name}, ${gold}, ${ mood }. //? NC315@1 `{name}` ; ? NC315@29
-> end
---
// Brackets that are a sentence, and brackets that name a label.
cast: Mia
== a
* (he was tired) Sleep. //? NC315@3+14 `\(he was tired)`
* (Mia was late, again) Wait. //? NC315@3
* (it was rain) Go in.
* (steph was stephanie) Ask.
* \(she was tired) Rest.
{if seen(it): It rains.}
-> end
---
// Commands of Twine within a line, tags of ink at its end.
== a
You have <<print $gold>> and (print: $coins). //? NC315@10+15 `{name}` ; ? NC315@30
He spoke (that is: for $5). <<Bonjour,>> he said. <img src="x.png"> //? NC315@51
A bell. # sound //? NC315@9 `#sound`
A bell. #sound: bell //? NC315@9
# sound: bell //? NC315@1 `#sound=bell`
A bell.
## Chapter two //? NC315@1 `== name: Title`
# 7 it was.
Number # 7, or the key # and the star. #sound
A bell. \# sound
+ [Wait] -> a //? NC315@3 `+ Wait`;
* Wait # sound //? NC315@8
-> end
---
// A set in braces is none of the brackets of other tools.
var bag: set of rope, lamp = rope
var hand: rope | lamp
== a
~ hand = lamp
~ bag += hand
You {if bag == [hand]: hold it | hold [hand]}. //? NC315@39
+ {if bag has [hand]} for it in bag - [hand]: Take {if [hand] has it: this | {it}}. #a={count([hand])}
-> end
---
// A call of a function of the story whose value is a name, in brackets that are shown.
var host: barnaby | ilka = ilka
def nick(who: barnaby | ilka) = "Anvil" if who == ilka else "Sir"
== a
~ host = barnaby
They call her (nick(ilka)), and {nick(host)}. //? NC315@16+10 `{nick(ilka)}`

They call her [nick(ilka)]. //? NC315@16 `{nick(ilka)}`

They call her (nick\(ilka)), or nick(tove), or upper(ilka), or ilka(nick).
-> end
---
// A gather of ink with its label above choices, and a pause among what is said with dashes.
== a
The door is shut.

- (opts) //? NC315@1+8 `-- opts`
* Knock. -> b
* Go. -> end
== b
- Who is there?

- A friend.

- (silence)
* Say it. -> c
* Go. -> end
== c
She holds the paper: minus one
- (a)
* Read on. -> end

\- (opts)
* Go. -> end
