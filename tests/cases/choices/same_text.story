title: The same text

== stop
The bus is late.

+ Wait.
    You wait. Is it coming?
    + Yes.
        You say so. -> stop
    + No.
        You do not. -> stop
+ Leave.
    Do you mean it?
    + Yes.
        You go.
    + No.
        You stay. -> stop
+ Wait.
    You wait otherwise. Is it coming?
    + Yes.
        You say so again. -> stop

-> end
