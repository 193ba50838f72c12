LIST n = two = 2, five = 5, six
{LIST_VALUE(two)} {LIST_VALUE(six)} {n(5)} {LIST_ALL(n)}
~ n = two
~ n++
[{n}]
-> END
