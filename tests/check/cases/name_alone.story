// In scenes of plain sentences, too, a text that is nothing but the name of a scene nobody comes to is asked about.
title: A name that is a text
start: bank
== bank
You stand at the bank. It rains.
* Wait for the boat.
    K //? NC315 to go there, write `-> K`
    -> ford
* Kneel down. -> ford
== ford
All is quiet.
* Look around.
    Cellar //? NC315 to go there, write `-> Cellar`
    -> end
* Go on. -> end
== K
It is cold.
-> end
== Cellar
It is dark.
-> end
