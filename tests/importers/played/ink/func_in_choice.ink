VAR n = 1
- (t)
+ Buy {name(n)}[ for {n * 2}] ok {n}
  ~ n++
  {n < 4: -> t}
+ {n > 1} Stop {name(n)}
- -> END
=== function name(x)
{x == 1: one|{x == 2: two|many}}
