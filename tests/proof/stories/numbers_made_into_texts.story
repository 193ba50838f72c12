// `words` makes texts that stand nowhere in the story.
var name: text = "stranger"
var n: 0..3

== start
+ Say it.
    ~ name = words(n)
    ~ n = clamp(n + 1)
    ~ if name == "two":
        -> end: Two
    -> start
