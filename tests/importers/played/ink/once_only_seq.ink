- (t)
{!a|b|c} {t} {~same|same}
{t < 5: -> t}
-> END
