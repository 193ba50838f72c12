-> q(2) ->
done -> END
=== q(n)
{n == 0: ->->}
+ [go {n}] went {n}
  -> q(n - 1) ->
  back {n}
- ->->
