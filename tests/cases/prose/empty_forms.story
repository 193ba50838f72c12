// A form that yields nothing takes the space before it away.
var x = false
var t: text
var s: set of a, b

== start
He nods {if x: slowly}.
He {if x: really} nods.
{if x: Really?} Yes.
{if x: Nothing} {if x: at all} {t} {s}
He{if x:, too,} nods {t}, and {s} goes {if x: 1 | if x: 2}.
{if not x: \ two\ }spaces stay.
{once: | }{once: | }

{if x: No paragraph at all.}

{t}
{s}

The *{if x: a}* style {once: | second}.
+ Text {if x: hidden} of a {t} choice. -> start
+ {needs x: no reason {t} at all {if x: here}} Closed. -> end
+ End. -> end
