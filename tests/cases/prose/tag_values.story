title: Tags with values

var n = 1
var room: hall | attic "the attic" = hall
var rain = false

== a
Text. #pic={room} #b=1 #c=x_{n}_{if rain: wet | dry day}.png
~ n += 1
#alone={n}
~ if n > 2:
    #more={cycle: a | b}
More<> #x={once: y}

<>, joined.  -> c #y={n} // why

== c
* One. #t={n} #u -> a
+ Two {n}. #k={room} #l={shuffle: x | y}
    ~ room = attic
    ~ rain = not rain
    -> a
* Three. #k -> end
+ Four. -> end #v={n}
