// A heading has one name.
== the bar //! NC011@7
Text.
-> end
---
== bar-room: The bar //! NC011@7
-> end
---
== 1st: First //! NC011@4
-> end
---
== //! NC011@3
-> end
---
== : Title //! NC011@4
-> end
---
== bar The bar //! NC011@7
-> end
---
// ink
=== knot === //! NC304@1
Text.
-> stitch
= stitch //! NC304@1
-> end
---
=== bar //! NC304@1
-> end
---
== a
-> b
  == b //! NC011@3
-> end
---
== drink(n //! NC011@9 write `== drink(n)`
-> end
---
== drink(n: 1..) //! NC020@16
-> end
---
== drink(n: int) //! NC020@16
-> end
---
== s
-> drink(2)
== drink(2) //! NC020@10
-> end
---
== a(n) b //! NC011@5 write `== a(n): b`
-> end

---
== a
-> cellar
==cellar==The cellar //! NC011@9 a scene's name is one word
-> end
