// TODO: a better title
title: The Tide Clock
start: quay
cast: Ada, Bram
status: {coins} coins

include chapters/light.story

const FARE = 2
var coins: 0..9 = 3
var lamp: dark | lit = dark
def rich() = coins >= FARE
claim reach "High water"

== quay: The quay
The clock stops. {It is early. | It is late.} You hold {coins} coins.

Ada: It has never stopped *before*.

* (pay) {needs rich(): it costs {FARE}} Pay the ferryman.
    ~ coins -= FARE
    Bram: Mind the step{if lamp == lit:, it is lit}.
    -> light
+ {if seen(light)} Wait for high water.
    -> end: High water
* Walk along the pier.
    -> pier
+ {otherwise} -> light ->
-> end: Low water
