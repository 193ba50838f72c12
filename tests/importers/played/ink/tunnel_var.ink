~ temp x = -> a
-> x ->
-> run(-> b) ->
-> END
=== run(-> t)
-> t ->
->->
=== a
A
->->
=== b
B
->->
