LIST a = x, y
LIST b = z, w
VAR both = (x, w)
{both} {LIST_COUNT(both)} {both ? x} {both ? (x, w)} {both ? (x, y)} {both !? y}
~ both += z
~ both -= x
{both} {LIST_MIN(both)} {LIST_ALL(a)}
-> END
