VAR n = 2
VAR s = "x"
~ s = "I have {n} coin{n != 1:s}"
{s} {"lit {n + 1}"} {n == 2: {s}|no}
-> END
