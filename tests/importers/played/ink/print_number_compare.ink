VAR x = 3
{x == 3 && x != 4 and not (x > 5) or false: ok}
{x >= 3: {x <= 3: exactly}}
{x > 2:
    bigger
    {x > 3:
        much
    - else:
        not much
    }
- else: smaller
}
-> END
