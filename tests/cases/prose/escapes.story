== start
\* no choice, \~ no logic, \== no scene, \-> no move.

\== start of a line
A brace \{n\}, a bar \|, stars \*so\*, a hash \#tag, a backslash \\, a slash \// here.

Two\ \ \ spaces that stay.
http://example.com stays.
{"text with \"quotes\""} 2 * 3 * 4

"Curly" “quotes” – dashes — and café 🦆.
-> end
