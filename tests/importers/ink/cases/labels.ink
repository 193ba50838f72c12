-> kitchen
=== kitchen ===
- (top)
{top > 1:The kitchen, again.|The kitchen.}
* (kettle) [Put the kettle on.]
    It begins to sing.
    -> top
* [Look out.]
    -> garden.gate
+ (wait) {top < 4} [Wait.]
- (meet) {kettle:The kettle sings.|It is quiet.}
{meet < 2: -> top}
* {wait} Out -> garden
* -> garden.gate
=== garden ===
The garden. You have been in the kitchen {kitchen} time{kitchen > 1:s}.
- (gate) At the gate.
{not garden.path: -> path}
-> END
= path
A path leads back.
{kitchen.kettle: You hear the kettle.}
-> gate
