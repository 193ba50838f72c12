title: Functions with lines
var coins: 0..9 = 8
var bag: set of rope, lamp, key

// It acts: a call is a visit, and goes back from the middle.
def pay(price: number):
    ~ if coins < price:
        ~ return false
    ~ coins -= price
    ~ return true

def first_or(other: number):
    ~ for thing in bag:
        ~ if thing == lamp:
            ~ return 7
        ~ return 1
    ~ return other

def shown(n: number):
    {if n == 1: one coin | {n} coins}

def bell():
    ~ if coins == 0:
        Nobody rings.
    ~ else:
        ~ coins -= 1
        It rings {cycle: once | again}.

== counter
You have {shown(coins)}; the bag says {first_or(9)}. {bell()}
~ let paid = pay(2)
{if paid: Paid. | Too dear.}
+ Pay one more.
    ~ let more = pay(1)
    {if more: Paid, | Not paid,} and {shown(coins)} left.
    ~ bag += [lamp]
    -> counter
+ Take the rope.
    ~ bag += [rope]
    -> counter
* Leave. -> end
