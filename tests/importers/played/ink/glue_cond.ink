VAR x = true
a <>
{x: b}
<> c
{not x: d}
e <>
{not x: f}
g
-> END
