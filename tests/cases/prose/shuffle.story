== start
{shuffle: a | b | c | d}{shuffle: a | b | c | d} {shuffle: only}
~ shuffle:
    - North.
    - South.
    - East.
+ Again. -> start
+ End. -> end
