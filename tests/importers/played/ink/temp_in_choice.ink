* a
  ~ temp q = 4
  {q}
* b
  ~ temp r = 5
  {r}
- -> END
