var loud = true

== start
*Soft*, **loud**, *soft with **loud** in it*, half*way*.
*{if loud: HEY | hey}* you. {if loud: *inside* | none}, *{if not loud: nothing}* here.

*A whole line.*
**{cycle: one | two}** and {loud}.
+ *Emphasis* in a choice. -> start
+ {needs not loud: *no*} Closed. -> end
+ End. -> end
