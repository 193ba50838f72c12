Hello # a: b
<> world # second
The end <> # third
of it.
-> END
