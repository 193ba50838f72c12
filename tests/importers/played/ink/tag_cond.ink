VAR x = true
Line {x: # tagged}
Other {x: yes} # p {x: q}
-> END
