* -> a
* [x] -> b
=== a
A -> END
=== b
B -> END
