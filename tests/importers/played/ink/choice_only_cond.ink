* {true} [A]
* {false} [B]
* {not false} [C]
- {CHOICE_COUNT()} -> END
