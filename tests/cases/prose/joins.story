title: Joins
cast: Tom

var teacup = false

== start
"Awkward," I reply<>
~ if teacup:
    , sipping at my tea<>
.

One stretch of text<>
    // with a comment in it
<>, over two lines, \<> and   <>
{if teacup: hot | cold} tea.

* Nod.
    It is <>
* Shrug.
    It is hardly <>
    ~ teacup = true
+ (again) Begin again. -> start
+ Leave. -> end

a small gesture, <>
-> on ->
<> *and*<>
~ cycle:
    - <> back <> #one
    - forth <>
again.
Tom: Hello<>

<>, he says.

#picture=lamp

<>
Alone <>
-> next

== on
visited, <>
-> back

== next
<>and gone on.

A lamp <>
#glow

burns

#wind
<>, and goes out.
+ Back. -> start
+ Go. -> end
