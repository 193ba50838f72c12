VAR t = 3
VAR s = false
- (prep) {not s:cat}
{t == 3: <>late}
{s:cat}
{t == 3: <>later}
x
{|second}
{t == 3: <>glued|no}
{prep < 3: -> prep}
-> END
