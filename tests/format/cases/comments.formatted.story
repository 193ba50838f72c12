// At the top.

//Above the heading.
== start
// Under the heading.
Text  // behind text
// Within a paragraph.
goes on.  //behind the end of it
// After the paragraph, above the choices.
* One.// no comment
    // Above what happens.
    It happens.
    * Deeper.
        Deep.
        // Below the deep text, and belongs there.
    // Below that.
    // As far in as this line.
// At the left, above the next choice.
* {otherwise}  // taken by itself
    // Nothing happens here.
+ Three.  // behind a choice
~ if visits(start) > 1:  // behind logic
    ~ cycle:  // behind a variation
        // Above the first item.
        - one  // behind an item
        -  // an item with a comment alone
        // Above the last item.
        - -> other #tag  // behind a move
    // Below the items.
    Joined.
-> other  // behind a move

// The end of this scene; it touches the next heading.
== other: Other #tag  // behind a heading
~ once  // behind a property

// Alone between blank lines.

-> end  // the end
// The last words.
