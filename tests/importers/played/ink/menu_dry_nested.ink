* a
  * * {false} never
  - - x
  y
* b
- z -> END
