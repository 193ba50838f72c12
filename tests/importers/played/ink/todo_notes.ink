TODO: write this
Hi
TODO: and this
* a
  TODO: inner
- -> END
