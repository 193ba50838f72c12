-> a.one
=== a
= one
- (l) a one l {l}
-> two
= two
- (l) a two l {l} {a.one.l} {one.l}
{one.l < 2: -> one.l}
-> b.one.l
=== b
= one
never
- (l) b one l {l} {a.two.l} {a.one}
-> END
