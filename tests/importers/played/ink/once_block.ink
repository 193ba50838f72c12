- (t)
{once:
- first line
  second line
- other
}
x{t}
{t < 4: -> t}
-> END
