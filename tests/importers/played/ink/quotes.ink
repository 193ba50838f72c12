"Hello," she said. 'Yes' – “curly” … &amp; <b>html</b> $x @y %z ^w ~v `u`
- "Dialogue"
* "Choice[."]," he said.
- -> END
