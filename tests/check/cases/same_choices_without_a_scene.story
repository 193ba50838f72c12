// A scene without a name: nothing is said of how saved plays know its choices.
title: Nameless
== start
-> end
== //! NC011
* Wait.
* Wait.
-> end
