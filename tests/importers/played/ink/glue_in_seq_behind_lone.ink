VAR s = false
- (p) a
{s:b}
{<>one|<>two|three}
{!c}
<>d
{p < 4: -> p}
-> END

