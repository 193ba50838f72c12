VAR n = 0
- (top)
~ n++
{stopping:
- First.
* [One {n}] You take one. -> top
- Second.
+ [Two] You take two. -> top
- Third.
}
* -> END
+ {n < 5} Again -> top
