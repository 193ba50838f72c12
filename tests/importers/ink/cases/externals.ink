EXTERNAL roll(sides, name)
EXTERNAL beep()
EXTERNAL is_night()
EXTERNAL weather()
VAR rolled = 0
~ rolled = roll(6, "d")
Rolled {rolled}. {is_night(): It is night|It is day}.
~ beep()
* {is_night()} [Sleep.]
* {rolled < 7} [Roll again: {roll(2, "x")}.]
- {rolled > 100: {weather()}}
-> END
=== function roll(sides, name)
~ return sides - 1
=== function beep()
~ return
=== function is_night()
~ return true
