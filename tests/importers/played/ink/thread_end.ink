<- a
<- b
* c
- end
-> END
=== a
* a1
  A
-> DONE
=== b
* b1
  B
  -> DONE
