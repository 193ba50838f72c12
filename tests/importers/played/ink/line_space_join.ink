A
  B
C	
-> x
=== x
D -> y
=== y
 E -> END
