// Of `name` nothing comes, nor of `kept`, but it is still calculated: what is forgotten of a text is a text.
var a: 0..3 = 1
var late = false
var bag: set of rope, lamp, bread = lamp
var spare: set of rope, lamp "old lamp", bread = rope, bread
var hand: rope | lamp | bread
var name: text = "stranger"

def take():
    ~ return true

def first():
    ~ return rope

def show(n):
    many

def drawn():
    ~ return random(bag)

== hall
~ let kept = "y"
* Wait.
    ~ late = take()
    ~ for item in bag + [rope]:
        ~ spare = spare - item
~ once:
    - One.
* for thing in bag & bag: Go {show(a)}.
    ~ if not late:
        ~ bag += first()
    ~ else:
        ~ name = capital(kept)
    ~ late = "x" == name
-> end: Done
