title: The Way Home
author: A. Writer
language: en
version: 1.2
start: street
status: Key {key}{if seen(cellar):, and damp shoes}
cast: Mia

include parts/hotel.story
claim reach "A bed"
claim never key > 150

== attic
-> end

== street: The street
Mia: A light is on in the hotel.
-> hotel
