He said - well - nothing.
-- double
- - deep
-> END
