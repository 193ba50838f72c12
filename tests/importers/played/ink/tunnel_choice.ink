-> ask -> 
after
-> ask ->
done -> END
=== ask
{ask}
* yes -> said ->
  back in ask
* no
* -> 
- ->->
=== said
said it
->->
