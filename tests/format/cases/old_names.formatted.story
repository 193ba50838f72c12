== lounge (was bar, pub): The lounge #x
* (steph was stephanie, old-one) Ask.
-> drink(1)

== drink(n) (was sip)
{n}
-> end
