* A -> x
* B[] -> x
* [C] -> x
* D[ only] inner -> x
=== x
x text {x}
-> END
