-> shop
=== shop
{shop == 1: Welcome. | Back again.} <>
{Look around.|}
* [Buy milk]
  Milk.
  -> shop
* {shop > 1} [Buy bread]
  Bread.
  -> shop
+ [Leave]
  Bye{shop > 2:, big spender}.
  -> END
