var n: 0..20 = 0

== start
~ if n == 0:
    Zero.
~ elif n < 3:
    ~ if n == 1:
        One.
    ~ else:
        Two.
~ elif n < 10:
    Some{if n > 5: more | if n > 3: | s}.
~ else:
    Many. -> end
~ n += 1 if n < 3 else 3
{if n == 0: a | if n == 1: b | if n == 2: c | if n == 3: d | if n == 4: e | if n == 5: f | if n == 6: g | if n == 7: h | if n == 8: i | if n == 9: j | if n == 10: k | if n == 11: l | if n == 12: m | if n == 13: n | if n == 14: o | if n == 15: p | if n == 16: q | if n == 17: r | if n == 18: s | if n == 19: t | if n == 20: u | if n == 21: v | w}
{a {n} | b {n} | c {n} | d {n} | e {n} | f | g | h | i | j | k | l | m | n | o | p | q | r | s | t | u | v | w}
+ On. -> start
