var loud = true

== start
*Soft*, **loud**, *soft with **loud** in it*, half*way*.
*{if loud: HEY | hey}* you. {if loud: *inside* | none}, *{if not loud: nothing}* here.

*A whole line.*

Plain: **½, ***, 4*/5*, ~*~, (*1), x*(y+z)*2, 2*3*4, s**t, M*A*S*H, ein*e Lehrer*in, *31#, *67, *.txt, dir *.*.
Not plain: un*believ*able, *"Yes,"* *(sic)* *…what?*
**{cycle: one | two}** and {loud}.
+ *Emphasis* in a choice. -> start
+ {needs not loud: *no*} Closed. -> end
+ End. -> end
