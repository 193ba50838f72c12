VAR a = true
VAR b = false
{a:{b:ab|a{not b: only|never}}|{b:b|none}} done {a:x{b:y|z}w}.
-> END
