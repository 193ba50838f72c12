// What is pointed at ends before the comment behind it: another comment stands before each mark here.
var gold = 1
== a
gold += 2 // why //! NC304@1+9 write `~ gold += 2`;
* One. // here //! NC301@3+4
* Two.
    -> end // and
    Text. // there //? NC310@5+5
---
== a
* One. -> a
* Two. // here //? NC311@3+4
    -> a // there
---
== a
Text that goes on // here //! NC301@1+17
for two lines. // there
