CONST NAME = "Bob"
CONST N = 5
Hi {NAME}{N}.
{NAME == "Bob": yes}
-> END
