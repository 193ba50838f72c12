* (a) first
  ** (b) {a} sub
     {a} {b}
  ** (c) {not b} other
- (g) joined {a} {b} {c} {g}
{g < 3: -> g}
-> END
