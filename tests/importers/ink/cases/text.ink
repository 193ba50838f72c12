A line with *stars*, {"braces"}, a \{brace\}, a # no tag
A bar \| and an arrow \-> and a comment \/\/ that is none.
-- a dash at the beginning
if x: no logic
\~ no logic either
A sentence that goes on <>
over two lines<>, and over
a third<>.
<> Glue at the beginning.
{&One|Two} and {!once|twice} and {first|then|last}{| again}.
-> more
=== more ===
{stopped:Never|Once} <>
{more > 1:again|only}: seen {more} time{more != 1:s}.
+ {more < 3} [Again.] -> more
+ [Stop.]
-
We stop here -> stopped
=== stopped ===
and not elsewhere.
-> END
