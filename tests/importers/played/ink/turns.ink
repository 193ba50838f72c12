- (t)
{TURNS()} {TURNS_SINCE(-> t)} {TURNS_SINCE(-> z)}
+ go -> t
+ z -> z
=== z
Z {TURNS_SINCE(-> t)} {TURNS()}
-> END
