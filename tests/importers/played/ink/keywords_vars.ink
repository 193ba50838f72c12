VAR if = 1
VAR turns = 2
VAR visits = 3
VAR min = 4
{if} {turns} {visits} {min}
-> END
