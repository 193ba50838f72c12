const TOP = 1000
var n = 7
var b: -3..3 = -2
var t: text = "Ada"
var yes = true
var m: frost | thaw = thaw
var s: set of rope, lamp, bread
const GREETING = "Hello"
const NIGHT = m2
var k: m1 | m2 = NIGHT

== start
{n}, {-n}, {n + 1}, {n * n - 1}, {n / 2}, {-n / 2}, {n % 4}, {-n % 4}, {n % -4}.
{b}, {TOP}, {TOP * 2}, {abs(b)}, {min(3, n, b)}, {max(3, n, b)}, {clamp(n, 0, 5)}, {clamp(b, 0, 5)}.
{t}, {GREETING}, {m}, {k}, {yes}, {not yes}, {n > 3 and b < 0}, {n > 3 and b > 0 or yes}.
{s}; {s has rope}; {s == none}.
~ s = rope, bread
{s}; {s has rope}; {s has lamp}.
~ s += lamp
~ s -= rope
{s}.
~ s += rope, lamp
~ s -= bread, lamp
{s}.
~ s = none
{s}.

{words(0)}, {words(13)}, {words(21)}, {words(100)}, {words(115)}, {words(1001)}, {words(1234567)}, {words(-40)}.
{words(9007199254740991)}.

{"few" if n < 5 else "some" if n < 8 else "many"}, {1 if yes else 2}, {m == thaw}, {m != thaw}, {t == "Ada"}.
{(n + 1) * 2}, {n - 1 - 1}, {100 / 7 / 2}, {not (n == 7) or yes}, {2 + 3 * 4 % 5}.
-> end
