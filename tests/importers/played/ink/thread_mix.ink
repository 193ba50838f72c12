-> hub
=== hub
Here.
<- talk
<- look
+ [leave] -> END
=== talk
* talk {hub}
  You talk.
  -> hub
=== look
Looking around.
* look
  You look. -> hub
