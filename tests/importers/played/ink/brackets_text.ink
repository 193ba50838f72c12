[stage direction] and (aside) and <tag> 
-> END
