"""The limits of the language, of programs and of plays, in one place."""

from __future__ import annotations

# Numbers stay within ±MOST, so that JavaScript holds each exactly.
MOST = 2**53 - 1
# Characters of a text in a program, and of one that a player types.
MOST_TEXT = 20_000
MOST_ANSWER = 200
# Characters of a text that is made of others, and digits behind the point of `decimal`.
MOST_VALUE = 200
MOST_DIGITS = 15
# Numbers that `random` draws from.
MOST_SPAN = 2**31
# Names of a set or an enumeration.
MOST_SET_NAMES = 1000
# Bits of one counter: once-only choices, and scenes of an `each`, that share it.
COUNTER_BITS = 32
# Steps of one turn; visits under way; visits and choices added by `<-` under way.
MOST_STEPS = 10_000
MOST_VISITS = 32
MOST_STACK = 128
