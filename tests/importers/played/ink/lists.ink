LIST l = a, (b), c
VAR m = (a, c)
{l} {m} {l + m} {m - a} {LIST_COUNT(m)} {LIST_MIN(m)} {LIST_MAX(m)} {LIST_INVERT(m)} {l ? b} {m has a} {m hasnt b} {l ^ m}
~ l = c
~ m += l
~ l--
{l} {m} {l < m} {l == b} {LIST_VALUE(l)} {LIST_RANGE(LIST_ALL(l), 1, 2)}
-> END
