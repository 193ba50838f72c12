-> k
=== k
= first
auto
-> END
= second
no
-> END
