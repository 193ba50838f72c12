-> hub(3)
=== hub(n)
N {n}
<- opt(n, "a")
<- opt(n + 1, "b")
+ [end] -> END
=== opt(n, s)
+ {n > 1} [opt {s} {n}] Chosen {s}.
  {n > 2: -> END}
  -> hub(n - 1)
