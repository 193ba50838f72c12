VAR n = 5
~ n++
~ n--
~ n += 2
~ n -= 10
{n} {n < 0: neg}
~ n = n * n
{n}
-> END
