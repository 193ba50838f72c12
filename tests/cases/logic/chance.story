def twice(n) = random(1, n) + random(1, n)

== start
{random(1, 6)} {random(1, 6)} {random(-3, 3)} {random(5, 5)} {chance(0)} {chance(100)} {chance(50)} {twice(6)}
~ if chance(50):
    Heads.
~ else:
    Tails.
+ Again. -> start
+ End. -> end
