// The whole house.
INCLUDE rooms/cellar.ink
VAR lit = false
You stand before the house.
-> cellar
