# title: The Weave
# author: A. Writer
// The crossing of a river, told in one knot.
-> river

=== river ===
You come to the river.
*   Swim[.], though it is cold.
    You swim.
    * *   Dive.
        The water is green.
    * *   [Float.]
        You look at the sky.
    - -   The current takes you a long way down.
*   (boat) {not swum} Take the boat[ of the ferryman].
    "A penny," he says.
    * *   [Pay.] You pay, <>
    * *   [Refuse.] You do not pay, <>
    - - and he rows you over.
+   [Wait.]
    You wait. // nothing comes of it
    -> river
-   You stand on the other side{boat:, and dry|, dripping}.
*   (swum) Go on.
*   Rest.
    You rest. -> END
*   ->
    There is nothing to do.
- -> END
