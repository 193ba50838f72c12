// Takes up a saved play in the story of today. It is judged as the terminal judges it: silently where only wording
// changed; else play stands before the first step that is not as it was, and the reader says how to go on.

import { Machine } from '../runtime/machine.js'
import { replay } from '../replay/replaying.js'
import { isGrave, isStopped, reasonsOf } from '../replay/differences.js'

/** @typedef {import('../runtime/paths.js').SavedPath} SavedPath */
/** @typedef {import('../runtime/session.js').Session} Session */

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

/** Raises `StoryStop` if the story cannot even begin. @param {Machine} machine @param {SavedPath} path @param {any} kept @returns {TakenUp} */
export function takenUp(machine, path, kept) {
  const { session, results, recorder } = replayed(machine, path, kept)
  const grave = results.filter((one) => isGrave(one.judgement))
  const stop = results.find(isStopped)
  const shown = stop === undefined || stop === grave[0] ? grave.slice(0, 1) : [grave[0], stop]
  return {
    session,
    path: recorder.path(),
    before: grave.length ? Math.min(recorder.steps.length, Math.max(0, grave[0].number - 1)) : recorder.steps.length,
    told: shown.flatMap(reasonsOf),
    isStopped: stop !== undefined,
    then: kept === null ? null : playable(kept),
  }
}

/** What was kept comes from where other pages may write: what cannot be played is no evidence. @param {Machine} machine @param {SavedPath} path @param {any} kept */
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
