VAR asked = 0
-> hall
=== hall ===
People stand about.
<- weather
<- gossip(2)
* Go on.
    You go on.
-> street
=== weather ===
It rains.
* "What a weather."
    ~ asked++
    "Yes."
    -> hall
* {asked > 0} "It will clear."
    "Will it?"
- -> hall
=== gossip(times) ===
+ {asked < times} "Any news?"
    ~ asked++
    "None."
    -> hall
=== street ===
{weather_told():You got {asked} answers.}
-> END
=== function weather_told() ===
~ return asked > 0
