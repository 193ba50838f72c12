== small_talk
Talk.
* Ask about the weather.
    Nan: Wet, {if chance(50):and cold | and warm}.
* (prices) Ask about the prices.
    Nan: Up.
-> field

== drought: The drought #gossip
~ when visits(field) > 1
They say it has not rained for {random(3, 30)} days.
-> field

== wedding: The wedding #gossip
Somebody gets married.
* (whose) Whose?
    Hers.
* Oh.
-> field
