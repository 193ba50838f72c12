- (t)
{cycle:
- one
- two
  {t}
- three <>
}
 after.
{t < 6: -> t}
-> END
