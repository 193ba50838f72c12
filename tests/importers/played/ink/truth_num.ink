VAR t = true
{t + 1} {t == 1} {t} {not t} {t && 2} {t || 0} {!t} {2 > 1}
-> END
