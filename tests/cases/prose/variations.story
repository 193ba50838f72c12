== start
{one | two | three}
{cycle: a | b}
{once: first | second}
{then: p | q}
{x {cycle: 1 | 2} | y {cycle: 3 | 4}}
{once: only}
{cycle: | every other}
{| from the second on}.
~ if visits(start) % 2 == 1:
    {odd one | odd two | odd three}
+ {again | and again | for ever}: {cycle: left | right} -> start
+ End. -> end
