One sentence. Another one, and a third: {true:yes}! "Quoted?" 'single'.
Next line; continuing…

Blank above.
-> END

