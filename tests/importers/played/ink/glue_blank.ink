A<>

<>B
-> END
