-> k
=== k
K {k}
+ [again] -> k
+ [other] -> o
=== o
O {k} {o}
{o < 3: -> k}
-> END
