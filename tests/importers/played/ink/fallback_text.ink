* x
- -> top
= top
* [y] -> top
* -> 
  fallback text
  -> END
