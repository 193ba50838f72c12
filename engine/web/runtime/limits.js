// The limits of the language and of plays: those of engine/program/limits.py, which a test holds equal.

/** The largest number of a story; the smallest is its negative. */
export const MOST = Number.MAX_SAFE_INTEGER
/** Characters of a text that a host gives, of one that a player types, and of one that is made of others. */
export const MOST_TEXT = 20000
export const MOST_ANSWER = 200
export const MOST_VALUE = 200
/** Digits behind the point of `decimal`. */
export const MOST_DIGITS = 15
/** Numbers that `random` draws from. */
export const MOST_SPAN = 2 ** 31
/** Bits of one counter: once-only choices, and scenes of an `each`, that share it. */
export const COUNTER_BITS = 32
/** Steps of one turn; visits under way; visits and choices added by `<-` under way. */
export const MOST_STEPS = 10000
export const MOST_VISITS = 32
export const MOST_STACK = 128
