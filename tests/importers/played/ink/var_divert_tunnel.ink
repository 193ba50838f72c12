VAR p = -> a
-> p ->
~ p = -> b
-> p ->
-> END
=== a
A
->->
=== b
* [x] X
  ->->
* [y] Y
- ->->
