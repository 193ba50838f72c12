// Choices of arms and those below them were two menus once: noted at the first place, so that no old story changes unseen.
var rain = true
== a
~ if rain:
    It pours.
    * Run. //. NC325@7 `--`
~ else:
    The sun.
    * Walk.
* Wait.
~ if rain:
    It pours still.
    * Stay.
* {if rain} Go.
~ if rain:
    A blank line is asked about each time.
    * Sing. //? NC329@7

* Hum.
~ if rain:
    Two menus.
    * Rain.
--
* Sun.
~ if rain:
    * Nothing but choices, which always were one menu.
~ rain = false
* This is another.
-> end
