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
