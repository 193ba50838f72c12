VAR s = ""
{s: some|none} {s == "": empty}
~ s = "hi"
{s == "hi" && s != "HI": ok}
-> END
