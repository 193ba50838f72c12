cast: Mia

== start: The start #outdoors #music=slow
A line. #one #two=2
The same paragraph. #three

#alone

Mia: Said. #four -> next

== next
Tram #1 and a # and #notatag stay. #a1 #b_c=d-e.f
* Choose. #choice -> end
* Other. -> end #after
