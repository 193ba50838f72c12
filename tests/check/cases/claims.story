var gold: 0..3
claim never gold > 3
claim never gold //! NC201@13
claim never silver > 1 //! NC103@13
claim reach bar
claim reach bra //! NC101@13 did you mean `bar`
claim reach bar.ask
claim reach bar.aks //! NC102@13 did you mean `ask`
claim reach "The End"
claim reach "The Ende" //! NC109@14 did you mean `The End`
claim reach "Nothing like it" //! NC109@14
claim bar only after start.go
claim "The End" only after bar
claim reach bar with gold == "x" //! NC201@22
claim an ending is always reachable
== start
~ gold += 1
* (go) Go. -> bar
== bar
* (ask) Ask. -> end: The End
-> end
