Before <>
* a <>
* b
- <> after
-> END
