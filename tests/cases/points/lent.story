title: Points in a scene that lends its choices

== room
A room.
<- talk
+ Sleep. -> end

And on.
-> room

== talk
+ Talk.
    -- more
    You talk.
    ~ if visits(more) < 3:
        -> more
    It is said {visits(talk)} times.
+ Leave it. -> rest
+ Shout. -> more
-- rest
Silence, {visits(talk)}.
-> room
