// What is drawn is put into other variables, given to functions and to scenes, or is the larger of two, before
// it is compared.
var found: 0..3
claim reach "Seven"
claim reach "Graded"
claim reach "Given"
claim reach "Small"
claim never found == 3
claim never found == 2

def grade(m, roll: 0..20) = 2 if roll == 20 else 1 if roll == 13 else m

== hall
+ Throw.
    ~ let roll = random(1, 20)
    ~ roll = max(roll, random(1, 20))
    ~ let other = roll
    ~ if other == 7:
        -> end: Seven
    ~ if grade(0, min(roll, 19)) == 1:
        -> end: Graded
    -> hall
+ Give. -> yard(1, random(1, 30))
+ Take.
    ~ let little = random(1, 20) if found < 2 else 20
    ~ found = max(little - 18, 0)
    -> hall
+ Little.
    ~ let left = random(1, 100)
    ~ if min(left, 50) == 50 and left < 98 and left > 96:
        -> end: Small
    -> hall

== yard(m, n: 0..40)
~ if n == 23 and m == 1:
    -> end: Given
+ Back. -> hall
