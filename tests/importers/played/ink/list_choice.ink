LIST inv = (sword), shield
- (t)
* {inv ? sword} [drop sword]
  ~ inv -= sword
  {inv: have {inv}|nothing}
  -> t
+ {inv !? shield} [take shield]
  ~ inv += shield
  -> t
* -> 
  {inv} -> END
