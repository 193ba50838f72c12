VAR a = true
VAR b = false
VAR n = 3
{not a && b: 1|2} {not (a && b): 1|2} {!a || b: 1|2} {a and not b: 1|2} {n > 2 && n < 5 || b: 1|2} {b && n > 2 || a: 1|2}
{n + 1 == 4: 1|2} {n * 2 > n + 2: 1|2} {-n < 0: 1|2} {n - 1 - 1} {10 - 2 * 3} {10 / 2 / 2} {2 * (3 + 4)}
-> END
