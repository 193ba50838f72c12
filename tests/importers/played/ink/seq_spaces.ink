- (t)
a{ b | c }d
a {b|} d
a{|x}d
{t < 3: -> t}
-> END
