cast: Mia, Old Tom
var silent = false

== start
~ silent = true
Mia: Hello
there.
Old Tom: {if silent: … | Hi.}
Tom: this is prose, as he is not in the cast.
Mia, too: prose.
Mia : prose.
Old Tom: {if not silent: Nothing is said here.}
Mia: #pause
Old Tom: With a tag. #wave
A tag of the same paragraph. #smile=wide

Prose again, {silent}: yes.
-> end
