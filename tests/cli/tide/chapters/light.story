== light: The light #indoors
// TODO the keeper
Bram: Who is there?
~ lamp = lit
* "Ada."
    Ada: It is me.
    -> quay
* Say nothing. -> pier
-> back
