* a
- - deep gather?
- g
-> END
