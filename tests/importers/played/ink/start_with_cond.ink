VAR x = 1
{x: Yes } then
{x == 0: No } then
{x: {x: {x: deep }}} end
-> END
