cast: Mia, Old Tom
var n: 0..9 = 1
var bag: set of rope, lamp
var name: text

== start: The start #a #b=c
~ when n > 1
~ once
~ priority 2

It   begins  with two spaces, and a tab. #quiet #now

Mia: Hello.
Old Tom: Hello yourself.
He says: more.
*Emphasis* first. Then a **strong** word, 2 * 3.
* (ask) {if n > 1} {needs bag has rope: you have {n > 2} no rope} Ask{if n == 1: |once more}.#plain -> mid(1, 2)
    ~ n += 1

    Mia: "Well?"
    + Nothing.
        It passes.

    + {if n < 9} each #drawn ->
    <- mid(1, n + 1)
* (leave) Leave. #loud #now -> mid(1, 2)
+ Visit. #now -> mid(1, 2) -> #late
    Then go on.
    -> mid(1, 2)
+ {otherwise} -> mid(1, 2)

~ for item in bag:
    A {item}.
+ {if item != rope} for item in bag + [rope]: Use   the {item}. #x
    Used. -> mid(1, 2)
* (use) for x in bag: Use {x}. -> mid(1, 2)
~ if n == 1:
    One. -> end: One
~ elif n == 2:
    Two.
~ else:
    Many. -> mid(1, 2) ->
    -> end: Many   and more
~ ask name: What is it{if n > 1:, again}?
~ cycle:
    - A tram passes.
        It is full.
    - -> mid(1, 2) ->
    -
    - Mia: Oh.
-> any #drawn
-> any #drawn ->
-> end

== mid(a, b: 0..3)
{a} {b}
* Back. -> back
* Forth.
-> start

== drawn: A title: with a colon \# and {braces} #drawn #beat=1
~ when n > 1 and true
-> back

== empty:#no tag
-> end

== drawing
// The wording of what draws by chance decides what it draws: it stays.
~ let a = random(1, 6) + 1
~ let b = chance(30)
{shuffle: a | b}{a}{b}
~ shuffle:
    - one
    - two
-> end
