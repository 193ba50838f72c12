claim never (turns() + 2) % 7 == 5 and 3 + turns() < 5
claim reach late
claim never turns() - 4 > 5 and visits(hall) < 3
var n: 0..6
== hall
~ n = (visits(hall) * 3 + 1) % 5
{n}
+ {if turns() - 2 <= 9} Wait. -> hall
+ {if (turns() * 2 + n) % 4 == 3} Odd. -> late
+ {if turns() + 1 == 6} Leave. -> late
== late
-> end: Late
