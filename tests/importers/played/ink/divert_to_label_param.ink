-> k(-> lab)
=== k(-> to)
K
-> to
=== m
- (lab2) M2
-> END
=== lab
LAB
-> m.lab2
