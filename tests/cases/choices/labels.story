== start
* (ask) Ask, {visits(ask)}.
    Asked {visits(ask)}, {seen(ask)}, {seen(other.ask)}.
    -> start
+ (ask_again) Ask again.
    {visits(ask_again)} times.
    ~ if visits(ask_again) < 2:
        -> start
    -> other
* {if seen(ask)} Seen: {seen(start.ask)}. -> other

== other
* (ask) Another ask. {visits(start.ask_again)}
    {visits(ask)} {visits(other.ask)} {visits(start.ask)}
* Order a "water", please!
-> end
