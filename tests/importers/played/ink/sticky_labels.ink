- (t)
+ (s) stick {s}
* (o) once {o}
* {s > 1 && o} both {s} {o}
  -> fin
- {s} {o} {t} -> t
- (fin) fin -> END
