LIST mood = happy, sad, (very_angry)
VAR m2 = happy
{mood} {m2}
{mood == very_angry: angry}
{mood:
- happy: h
- sad: s
- very_angry: v
}
~ mood = sad
{mood > happy: more} {mood >= sad: ge} {mood != m2: ne}
~ mood++
{mood}
-> END
