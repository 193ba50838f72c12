- (t)
{|second}
A {!x} B
{&|y} {t}
{t < 4: -> t}
-> END
