{name(1)} {name(2)} {name(9)}
-> END
=== function name(x)
{x:
- 1: ~ return "one"
- 2: ~ return "two"
- else: ~ return "lots"
}
