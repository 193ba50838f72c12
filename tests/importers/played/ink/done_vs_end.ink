Text
* a -> DONE
* b -> END
* c
  -> k
=== k
k
-> DONE
