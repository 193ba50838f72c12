{MIN(3, 4)} {MAX(3, 4)} {POW(2, 3)} {INT(3)} {FLOOR(2)} {CEILING(4)}
-> END
