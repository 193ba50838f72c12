* A[b]c
  line two <>
  line three
  
  line four
* B <>
  glued
- <> gather glue
-> END
