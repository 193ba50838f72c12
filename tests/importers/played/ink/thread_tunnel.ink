-> t ->
back -> END
=== t
in t
<- th
* own
  own text
- ->->
=== th
* th choice
  th text
  ->->
