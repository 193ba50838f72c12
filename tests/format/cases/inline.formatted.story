var n: 0..9 = 1
var coins = 2
var wet = false
var needs = true

== start
{n}, {n + 1}, {n * 2}, {"a | b" if wet else "c"}, {"a" if wet else "b"}.
{a | b | c} {a | b | c} {cycle: a | b} {once: a} {then: a | b}
{ | again} {again | } {a | | b} { | } {cycle: | a} {once:} {if wet: | dry} {if wet: wet | }
{if wet: this} {if wet: this | that} {if n > 1: x | if n > 2: y | z}
He nods{if wet:, wet |, dry}. Coin{if coins != 1:s}, bun{if coins != 1: s}. Wait{if wet:...what? |!}
{if wet:, at last} {{n} | {{a | b} | c}} {*a* | **b** | c *d*} {if wet: {cycle: a | b} | {n}}
Escapes: \{n\|m\} {\ a | b\ } {a\| | \}} {a\\ | b} \* \\ {if wet: \//x |//y}
A star {2 * | * 3}, {a * | b * }, {*b* | *c*}. http://example.com/{n}
{(needs)} {(needs)and wet}
{The sky is grey. |
The sky is blue.
| It rains,  // a comment in a form
and rains.} {if wet
: wet | if n
> 2: x
|
y} {n +
1}
{
a
|
b
}
Roses are red,\
violets\ 
are {late | \
later}.\ 

* Text {a | b}{n}{if wet: x} #tag -> start
* {if wet} {a | b} first
* {if wet: a form | not a guard} first
* {if wet} {if n > 1} both
#tag at the start of a line, #1, and a#b, #in the middle.
{n}#tag
Text #this -> start
