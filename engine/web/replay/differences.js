// What can differ between a saved path and the story today: the kinds and verdicts of engine/paths/differences.py.

import { cut } from '../runtime/values.js'

/** Kinds of difference. */
export const KIND = /** @type {const} */ ({
  PROSE: 'prose changed', STATE: 'state changed', REWORDED: 'choice reworded', MEANING: 'another meaning',
  RENAMED: 'choice renamed', MOVED: 'scene renamed', CLOSED: 'choice closed', GONE: 'choice gone',
  UNCLEAR: 'choice unclear', ELSEWHERE: 'another scene', SCENE_GONE: 'scene gone', ENDED: 'ends sooner',
  ENDING: 'another ending', PLACE: 'another place', ASKED: 'question instead', UNASKED: 'question gone',
  REFUSED: 'answer refused', HOST: 'host step unfit', MISTAKE: 'story mistake',
})
/** @typedef {typeof KIND[keyof typeof KIND]} DifferenceKind */

/** @type {Set<DifferenceKind>} Kinds that end a replay: nothing is played that might be another branch. */
export const STOPPING = new Set([
  KIND.CLOSED, KIND.GONE, KIND.UNCLEAR, KIND.ELSEWHERE, KIND.SCENE_GONE, KIND.ENDED, KIND.ASKED, KIND.UNASKED,
  KIND.REFUSED, KIND.HOST, KIND.MISTAKE,
])
export const ANOTHER_MEANING = ', which is another meaning'

/**
 * One difference. `message` is a clause for people; `old` and `new` are the texts of which it speaks; `expected` says
 * that the story records it, `again` that an earlier step had it already, `oldId` under which id a choice was found.
 * @typedef {{kind: DifferenceKind, message: string, old: string | null, new: string | null, expected: boolean, again: boolean,
 *   oldId: string | null}} Difference
 */

/**
 * @param {DifferenceKind} kind @param {string} message @param {string | null} [before] @param {string | null} [now]
 * @param {Partial<Difference>} [more] @returns {Difference}
 */
export function difference(kind, message, before = null, now = null, more = {}) {
  return { kind, message, old: before, new: now, expected: false, again: false, oldId: null, ...more }
}

/** What became of a step of a saved play, the gravest last. */
export const VERDICT = /** @type {const} */ ({
  SAME: 'the same', REWORDED: 'reworded', UNTOLD: 'cannot be told', OUTCOME: 'another outcome',
  MEANING: 'another meaning', CLOSED: 'closed', GONE: 'gone',
})
/** @typedef {typeof VERDICT[keyof typeof VERDICT]} Verdict */
/** @type {Verdict[]} */
export const GRAVITY = Object.values(VERDICT)

/**
 * A verdict, and what it rests on; `edited`: some of what was reworded is like nothing that stood there.
 * @typedef {{verdict: Verdict, why: string, edited: boolean}} Judgement
 */

/** @param {Verdict} verdict @param {string} [why] @param {boolean} [edited] @returns {Judgement} */
export function judgement(verdict, why = '', edited = false) {
  return { verdict, why, edited }
}

export const IS_SAME = judgement(VERDICT.SAME)
export const IS_REWORDED = judgement(VERDICT.REWORDED)
export const IS_EDITED = judgement(VERDICT.REWORDED, '', true)

/** Whether a reader is told before play goes on. @param {Judgement} one */
export function isGrave({ verdict }) {
  return verdict !== VERDICT.SAME && verdict !== VERDICT.REWORDED
}

/**
 * How a step of a path went: its number (0 is the beginning), its scene, all that differed, the choice taken, the verdict.
 * @typedef {{number: number, scene: string, differences: Difference[], taken: string | null, judgement: Judgement}} StepResult
 */

/** Whether the path could not be followed beyond a step. @param {StepResult} result */
export function isStopped({ differences }) {
  return differences.some((one) => STOPPING.has(one.kind))
}

/** A variable's value as a story writes it. @param {any} value @returns {string} */
export function written(value) {
  if (Array.isArray(value)) return value.join(', ') || 'none'
  return typeof value === 'string' && !/^[\p{XIDS}_]\p{XIDC}*$/u.test(value) ? `"${value}"` : String(value)
}

const MOST_QUOTED = 80

/** A text in a sentence, not without end. @param {string} text */
export function quoted(text) {
  const short = cut(text, MOST_QUOTED)
  if (short === text) return `“${text}”`
  const blank = short.lastIndexOf(' ')
  return `“${blank < 0 ? short : short.slice(0, blank)} …”`
}

/** An ending in a sentence. @param {string | null} ending */
export function namedEnding(ending) {
  return ending === null ? 'no ending' : ending ? `the ending \`${ending}\`` : 'the unnamed ending'
}

/** Whether two values are equal, lists by what they hold. @param {any} one @param {any} other */
export function isEqual(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
