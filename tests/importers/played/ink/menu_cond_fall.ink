VAR k = false
* {k} locked
* {k} locked2
- never reached?
-> END
