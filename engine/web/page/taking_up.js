// Takes up a saved play in the story of today. It is judged as the terminal judges it: silently where only wording
// changed; else play stands before the first step that is not as it was, and the reader says how to go on.

import { Machine } from '../runtime/machine.js'
import { replay } from '../replay/replaying.js'
import { VERDICT, isGrave, isStopped } from '../replay/differences.js'
import { wordsIn } from './words.js'

/** @typedef {import('../runtime/paths.js').SavedPath} SavedPath */
/** @typedef {import('../runtime/session.js').Session} Session */
/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./words.js').Word} Word */

/**
 * A play that was taken up. `session` stands where all steps are taken that can be; `before` is how many of them come out
 * as they did; `told` is what differs, empty if nothing is to be told; `then` plays the version in which it was played.
 * @typedef {object} TakenUp
 * @property {Session} session
 * @property {SavedPath} path the play as it is today
 * @property {number} before
 * @property {string[]} told
 * @property {boolean} isStopped
 * @property {Machine | null} then
 */

/** @type {Map<string, Word>} */
const VERDICTS = new Map([[VERDICT.UNTOLD, 'cannotBeTold'], [VERDICT.OUTCOME, 'anotherOutcome'], [VERDICT.MEANING, 'anotherMeaning']])

/**
 * Raises `StoryStop` if the story cannot even begin.
 * @param {Machine} machine @param {SavedPath} path @param {any} kept @param {Words} [words]
 * @returns {TakenUp}
 */
export function takenUp(machine, path, kept, words = wordsIn('')) {
  const { session, results, recorder } = replayed(machine, path, kept)
  const grave = results.filter((one) => isGrave(one.judgement))
  const stop = results.find(isStopped)
  const shown = stop === undefined || stop === grave[0] ? grave.slice(0, 1) : [grave[0], stop]
  return {
    session,
    path: recorder.path(),
    before: grave.length ? Math.min(recorder.steps.length, Math.max(0, grave[0].number - 1)) : recorder.steps.length,
    told: shown.flatMap((one) => reasonsOf(one, words)),
    isStopped: stop !== undefined,
    then: kept === null ? null : playable(kept),
  }
}

/**
 * Why a step is not as it was, in the words of the terminal; as there, what a replay stops at is told in English.
 * @param {import('../replay/differences.js').StepResult} result @param {Words} words
 * @returns {string[]}
 */
export function reasonsOf(result, words) {
  const { number, scene, differences, judgement: { verdict, why } } = result
  if (isStopped(result)) {
    const place = number ? `step ${number}, scene ${scene}` : 'the beginning'
    return differences.filter((one) => !one.again).map((one) => `${place}: ${one.message}`)
  }
  const place = number ? words('atStep', { number, scene }) : words('atBeginning')
  const known = VERDICTS.get(verdict)
  return [`${place}: ${known === undefined ? verdict : words(known)}: ${why}`]
}

/**
 * What was kept comes from where other pages may write: what cannot be played is no evidence.
 * @param {Machine} machine @param {SavedPath} path @param {any} kept
 */
function replayed(machine, path, kept) {
  if (kept === null || playable(kept) === null) return replay(machine, path)
  try {
    return replay(machine, path, kept)
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return replay(machine, path)
    throw error
  }
}

/** @param {any} program */
function playable(program) {
  try {
    return new Machine(program)
  } catch {
    return null
  }
}
