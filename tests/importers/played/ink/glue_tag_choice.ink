"Hm <>
* [ok]
  <> said
- -> END
