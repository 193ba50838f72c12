// The name of an ending stands in quotes.
claim reach found //! NC101@13 `"Found"`
== s
Here.
-> end: Found
---
// An ending in quotation marks is not the one that a claim has.
claim reach "Found"
== s
Here.
-> end: "Found" //! NC331@9 `-> end: Found`
