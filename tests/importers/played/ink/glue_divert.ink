one <> -> two
=== two
<> two -> three
=== three
three <>
-> four
=== four
four -> END
