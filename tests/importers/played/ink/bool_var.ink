VAR seen_it = false
~ temp x = seen_it
{seen_it: yes|no} {x}
~ seen_it = true
~ x = not x
{seen_it and x: yes|no}
~ seen_it = x && (1 > 2)
{seen_it}
-> END
