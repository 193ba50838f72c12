A \# hash \{ brace \} \| bar \/\/ slashes \-> arrow \<> glue \* star \[ x \]
* \[bracket\] choice \-> x
  Done \~ tilde.
- -> END
