* (x) a
- {TURNS_SINCE(-> x) == 0: just now}
* b
- {TURNS_SINCE(-> x)}
-> END
