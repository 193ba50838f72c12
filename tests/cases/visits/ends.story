== start
~ let kept = 5
-> deep(3) ->
Never reached unless it comes back: {kept}.
-> end: Home

== deep(n)
Deep {n}.
~ if n > 0:
    -> deep(n - 1) ->
    Up to {n}.
    -> back
+ End here. -> end: Down there
+ Come back. -> back
