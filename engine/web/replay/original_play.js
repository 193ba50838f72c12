// What happened then: a play in the version of the story in which it was recorded, played once more beside a replay.

import { AnswerError, ChoiceError, HostError, StoryStop } from '../runtime/errors.js'
import { hashOf } from '../runtime/hashes.js'
import { hashOfValues } from '../runtime/paths.js'
import { Session } from '../runtime/session.js'
import { Traced } from './tracing.js'
import { idsAt } from './story_index.js'

/** @typedef {import('./judgement.js').Place} Place */

/** Whether an error is one of a play, and no bug of ours. @param {unknown} error */
export function isOfPlay(error) {
  return [StoryStop, ChoiceError, AnswerError, HostError].some((kind) => error instanceof kind)
}

/**
 * The ending as paths write it: an empty text for the unnamed one, null where the play goes on.
 * @param {Session} session
 */
export function endingOf({ ending }) {
  return ending === null ? null : ending.name ?? ''
}

/**
 * Where a session stands.
 * @param {Session} session @param {import('./tracing.js').Printed[]} printed
 * @returns {Place}
 */
export function placeOfSession(session, printed) {
  const values = new Map(Object.entries(session.variables))
  return { scene: session.scene.name, ending: endingOf(session), values, points: idsAt(session), printed }
}

/**
 * A path in the version of the story that was kept, step by step. `place` is null from where it cannot be told any more
 * what happened: that version does not play the path as it was recorded.
 */
export class OriginalPlay {
  /** @param {any} program @param {import('../runtime/paths.js').SavedPath} path */
  constructor(program, path) {
    this.program = program
    this.version = path.version
    this.traced = new Traced(program)
    /** @type {Place | null} */
    this.place = null
    /** @type {Session | null} */
    this.session = null
    try {
      this.session = new Session(this.traced.machine, path.seed, {}, path.start ?? null)
    } catch (error) {
      if (!isOfPlay(error)) throw error
      return
    }
    this.look(this.session, path.begin.state, path.begin.prose)
  }

  /** The ids that were offered before the next step. */
  get offered() {
    return this.session === null ? [] : this.session.choices.map((one) => one.id)
  }

  /** Take the next step. @param {import('../runtime/paths.js').SavedStep} step */
  take(step) {
    if (this.session === null) return
    try {
      this.session.repeat(step)
    } catch (error) {
      if (!isOfPlay(error)) throw error
      this.session = this.place = null
      return
    }
    this.look(this.session, step.state, step.prose)
  }

  /**
   * Look where the play stands, if that is where it stood when it was recorded.
   * @param {Session} session @param {string | null | undefined} state @param {string | null | undefined} prose
   */
  look(session, state, prose) {
    this.place = placeOfSession(session, this.traced.printed(session))
    const said = hashOf(this.traced.prose(session))
    // Hashes of version 1 are those of Python's way to write values, which is not ours.
    const isSameState = !state || this.version === 1 || state === hashOfValues(session.variables)
    if (!isSameState || (prose && prose !== said)) this.session = this.place = null
  }
}
