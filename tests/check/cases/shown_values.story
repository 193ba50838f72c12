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
