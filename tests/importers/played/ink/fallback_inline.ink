- (top)
* [p] P -> top
* [q] Q -> top
+ -> out
=== out
Out {top} -> END
