var n: 0..9 = 0

== start
Before.
* One.
    -> start
* {if n == 1} Two.
    -> start
* (last) {otherwise}
    By itself.
    ~ n += 1
After {n}, {visits(last)}.
~ if n < 3:
    -> start
* {if n > 5} Never.
Nothing was open: the play goes on.
* {needs n > 5: not yet} Never, either.
* {otherwise}
    Still Before-like.
End.
-> end
