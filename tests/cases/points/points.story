title: Points

var n: 0..9 = 0

claim reach hall.inner
claim street.window only after hall.top

== hall
~ let key = 3
You come in with {key} keys. <>
-- top
{visits(top)} times here, {since(top)} turns ago.
* Go in.
    In you go.
    -- inner
    <>Deeper {n}.
    ~ n = clamp(n + 1)
    ~ if n < 4:
        -> inner
    ~ else:
        -- bottom
        The bottom<>
+ Again. -> top
* In at once. -> inner
* Window. -> street.window
+ All of the hall. -> hall.top
+ Leave. -> street
--
+ More. -> top
+ To the end.

, at last.
-> well.half ->
Back up.
-> street

== street
You stand in the street, {visits(street)}.
-> end: Street
-- window
At the window: {visits(street)} {visits(street.window)} {seen(hall.bottom)}.
~ if n > 2:
    -> hall
-> hall.bottom

== well
It is deep.
-- half (was middle)
Half way down.
* Up. -> back
* Out. -> back -> street
* Out by the window. -> back -> street.window
