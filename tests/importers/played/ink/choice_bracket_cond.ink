VAR k = 2
* {k > 1} {k < 5} Take[ the {k > 1:red|blue} one]{k == 2: twice}, then.
* {k > 5} Never
- Gone. -> END
