

title :Header lines, and what is declared
author:   A. Clerk
language:en
cast:Pim,  Old Tom
status:  Coins {  coins+1 }{if hot:,hot|, cold} // always seen
ifid: 6F2C1B7A-3D54-4E0B-9A51-0C8E4D7F2A10



//At the left.
   // Indented, which means nothing here.
var coins:0..LIMIT=007 // how many
var hot = true // whether the soup is

var   mood:frost|thaw   |warm=thaw		// how it is
const LIMIT=12
var low: -3 .. 3
var knows : set  of frost,ice = frost,ice
var said:text="a \"quoted\"  \\ text"
var plain : true / false
var gold:number=- 5
const NAMED = "x" // alone

def many(a,b:0 .. 3,c:a1|b1)=(a+b)>2   and (c==a1)
def none_at_all( )=1
extern roll(number,text,true/false,0..6,a1|b1,set of a1)->number
claim   never (coins>4)
claim reach other  with hot and(coins<3 or coins>5)
claim reach   "Warm enough"
claim other   only after start.go
claim an ending   is always reachable


== start:Start
{many(coins,low,a1)} {none_at_all()} {knows} {said} {plain} {gold} {NAMED} {mood} {roll(1,"a",true,2,a1,a1)}
* (go) Go. -> other
== other
->end:Warm  enough
