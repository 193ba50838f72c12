// A scene of a name that is taken: its points are not those of the first.
title: Points
== attic
* Go. -> end
== attic //! NC110@4
Up.
-- turn
* Turn. -> turn ->
-> end
