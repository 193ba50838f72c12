VAR x = 0
- (top)
{ x:
- 0: ~ x = 1
  zero -> top
- 1: one <>
  -> next
}
= next
still one line.
-> END
