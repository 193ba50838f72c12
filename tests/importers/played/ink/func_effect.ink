VAR n = 0
{inc()} {inc()} {inc() + inc()}
{inc() > 4: big {n}|small {n}}
-> END
=== function inc
~ n++
~ return n
