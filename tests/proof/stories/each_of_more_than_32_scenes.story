title: The scene with number 33 and the one with number 1 are two
var lamp = false
claim reach k01
claim never seen(k01) and seen(k33)

== s
* each #t ->
+ {if lamp} Light.
    ~ lamp = true
    -> s
* {otherwise} -> end
-> s

== k00 #t
~ when lamp
-> back

== k01 #t
-> back

== k02 #t
~ when lamp
-> back

== k03 #t
~ when lamp
-> back

== k04 #t
~ when lamp
-> back

== k05 #t
~ when lamp
-> back

== k06 #t
~ when lamp
-> back

== k07 #t
~ when lamp
-> back

== k08 #t
~ when lamp
-> back

== k09 #t
~ when lamp
-> back

== k10 #t
~ when lamp
-> back

== k11 #t
~ when lamp
-> back

== k12 #t
~ when lamp
-> back

== k13 #t
~ when lamp
-> back

== k14 #t
~ when lamp
-> back

== k15 #t
~ when lamp
-> back

== k16 #t
~ when lamp
-> back

== k17 #t
~ when lamp
-> back

== k18 #t
~ when lamp
-> back

== k19 #t
~ when lamp
-> back

== k20 #t
~ when lamp
-> back

== k21 #t
~ when lamp
-> back

== k22 #t
~ when lamp
-> back

== k23 #t
~ when lamp
-> back

== k24 #t
~ when lamp
-> back

== k25 #t
~ when lamp
-> back

== k26 #t
~ when lamp
-> back

== k27 #t
~ when lamp
-> back

== k28 #t
~ when lamp
-> back

== k29 #t
~ when lamp
-> back

== k30 #t
~ when lamp
-> back

== k31 #t
~ when lamp
-> back

== k32 #t
~ when lamp
-> back

== k33 #t
-> back

== k34 #t
~ when lamp
-> back
