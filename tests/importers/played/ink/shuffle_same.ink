- (t)
{~a|a} {shuffle:
- z
- z
}
{t < 4: -> t}
-> END
