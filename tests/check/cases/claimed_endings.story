// The name of an ending stands in quotes.
claim reach found //! NC101@13 `"Found"`
== s
Here.
-> end: Found
