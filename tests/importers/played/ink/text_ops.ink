VAR s = "a"
~ s = s + "b" + 3
{s} {s == "ab3"} {s != "x"} {s ? "b"} {"x" + s}
{s == "ab3": eq}
-> END
