VAR n = 0
{n: some|none} {not n: zero} 
~ n = n + 2
{n: some|none} {n && true: both}
{n > 1 and n: k}
-> END
