Text /* inside */ here // end
/* block
over lines */ After.
* /* c */ Choice /* d */ [only /* e */] rest // f
  - Gather /* g */ -> fin // h
=== fin /* i */ ===
// only comment
End /* j
k */ tail.
-> END // bye
