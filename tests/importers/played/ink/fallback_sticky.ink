- (t)
* a -> t
+ -> u
- (u) u {t} -> END
