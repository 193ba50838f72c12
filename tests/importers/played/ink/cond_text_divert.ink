VAR x = 2
- (t)
~ x--
Line {x > 0: more -> t|last}
end {x}
-> END
