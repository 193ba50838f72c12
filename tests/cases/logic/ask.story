var name: text = "stranger"
var age: 1..120 = 30
var sum: number = -5

== start
~ ask name: What does the {if age > 20: card | ticket} say, {name}?
Good evening, {name}.
~ let n = 3
~ ask n: And a number?
~ ask age: How old are you?
~ ask sum: Any sum?
{n} {age} {sum}
~ if age < 18:
    ~ ask name: Who is with you?
    {name}.
+ Again. -> start
+ End. -> end
