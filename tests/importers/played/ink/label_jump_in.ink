-> k.mid
=== k
start
- (mid) middle {k}
* [x] X
* [y] Y -> mid
- end
-> END
