* a
  * * {false} x
  * * -> 
    fell
  - - gath
- end -> END
