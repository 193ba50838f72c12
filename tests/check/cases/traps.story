var gold = 1
var name = "x"
var truce = false
== a
gold += 1 //! NC304@1
gold -= 1 //! NC304@1
gold = 2 //! NC304@1
gold *= 2 //! NC304@1
gold++ //! NC304@1
gold-- //! NC304@1
Text joins,
gold += 1 //! NC304@1
gold == 2 is no trap.
silver = 2
gold: 2
name = "y" //! NC304@1
Gold = 3
{truce: yes | no} {truce: yes} //! NC024@1 ; NC024@19
~ gold += 1
~ truce = true
~ name = "z"
{gold} {name}
-> end
---
// Stars that were meant to be read, and arrows within sentences.
== a
It went beep*beep*beep. //? NC317

Anna (*1901 in Ulm, 5*) was here. //? NC317

He wrote a -> h on the wall. //? NC304@12 this arrow would be read as text

He goes -> b and then home. //! NC014@14 nothing can follow a move
* Go on. -> b
== b
Legs 2.0 -> 3.0 of them, 2.0 -> 3.0.
-> end
