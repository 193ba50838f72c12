== a
-> any #gossip ->
-> d ->
* each #gosip -> //! NC107@9 did you mean `gossip`
-> end
== b(n) #gossip //! NC314@4
{n}
-> back
== c #other
~ when true //? NC314@1
~ priority 1
Text.
-> back
== d #gossip=2
~ once
-> back
---
== a
-> b
== b
~ once //? NC314@1
-> end
---
== a
-> any #nobody //! NC107@9
-> end
