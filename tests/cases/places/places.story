title: Places as values

var home: bar | hotel = bar
var look: shed | well = well
var open: set of bar, hotel, garden = bar

== start
-> gate(garden)

== gate(next: garden | bar)
A gate.
* Go through. -> {next}
* Go to the bar. -> {bar}
* Anywhere. -> {random(open)}
* {otherwise} -> {home}

== garden
The garden.
~ open += hotel, garden
~ home = hotel
+ Home. -> {home}
+ Look in. -> {look} ->
    And out again.
    -> garden
+ Back to the gate. -> gate(bar)

== shed
A shed.
-> back

== well
A well.
~ look = shed
* Up. -> back
+ Move on.
    -> back -> {hotel if visits(bar) > 1 else garden}

== bar
The bar.
~ if visits(bar) > 3:
    -> end: Late
-> {hotel}

== hotel
The hotel.
-> {bar if visits(hotel) > 1 else garden}
