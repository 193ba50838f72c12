var n: 0..3 = 0

== start
Begin.
~ then:
    - First.
    - Second. #tag
        More of the second.
        ~ n += 1
    - Third, {n}. -> after
~ cycle:
    - Tick.
    - Tock.
        * Stop the clock {n}.
            It stops.
        + Let it go.
        After the clock.
~ once:
    - Once only.
    -
        A block alone.
Both meet here.
+ Again. -> start
+ End. -> end

== after
The third moves on.
-> end: Third
