// What a replay knows of then and now, for the judgement of each step: the kept version, and today's story, traced.

import { Session } from '../runtime/session.js'
import { ANOTHER_MEANING, GRAVITY, IS_REWORDED, IS_SAME, KIND, VERDICT, isGrave, judgement } from './differences.js'
import { Judge } from './judgement.js'
import { judgeTexts } from './text_judgement.js'
import { OriginalPlay, placeOfSession } from './original_play.js'
import { SOME, similarity } from './similarity.js'
import { Traced } from './tracing.js'

/** @typedef {import('./differences.js').Difference} Difference */
/** @typedef {import('./differences.js').Judgement} Judgement */
/** @typedef {import('../runtime/paths.js').SavedStep} SavedStep */

/** Judges a replay step by step; `original` is the program in which it was recorded, played beside it. */
export class StepJudge {
  /**
   * @param {import('../runtime/paths.js').Recorder} recorder @param {import('../runtime/paths.js').SavedPath} path
   * @param {import('./renames.js').Renames} renames @param {import('./story_index.js').StoryIndex} where @param {any} original
   */
  constructor(recorder, path, renames, where, original) {
    this.recorder = recorder
    this.session = recorder.session
    this.path = path
    this.renames = renames
    this.where = where
    this.original = original === null ? null : new OriginalPlay(original, path)
    /** @type {Traced | null} */
    this.traced = null
    /** @type {Session | null} */
    this.again = null
    this.applied = 0
    this.scene = this.session.scene.name
    /** @type {Judge | null} */
    this.judge = null
  }

  /**
   * What became of the turn that was just played.
   * @param {{prose?: string | null}} step @param {Difference[]} differences @param {boolean} sameProse
   * @param {string} prose
   * @returns {Judgement}
   */
  judged(step, differences, sameProse, prose) {
    let choice = ofChoice(differences)
    const turn = this.turn(step, differences, sameProse, prose)
    if (choice.verdict === VERDICT.MEANING && !isGrave(turn) && !turn.edited && isMild(differences)) choice = IS_REWORDED
    this.scene = this.session.scene.name
    return GRAVITY.indexOf(turn.verdict) > GRAVITY.indexOf(choice.verdict) ? turn : choice
  }

  /**
   * @param {{prose?: string | null}} step @param {Difference[]} differences @param {boolean} sameProse
   * @param {string} prose
   * @returns {Judgement}
   */
  turn(step, differences, sameProse, prose) {
    if (this.original !== null && this.original.place !== null) {
      const then = this.original.place
      const same = step.prose ? sameProse : then.printed.map((one) => one.text).join('\n\n') === prose
      this.judge = this.judge ?? new Judge(this.original.traced, this.story(), this.renames, this.where)
      return this.judge.judge(then, placeOfSession(this.session, []), () => this.printed(), same)
    }
    for (const one of differences) {
      const isOutcome = one.kind === KIND.STATE || one.kind === KIND.ENDING || one.kind === KIND.PLACE
      if (isOutcome && !one.expected && !one.again) return judgement(VERDICT.OUTCOME, one.message)
    }
    const reworded = differences.find((one) => one.kind === KIND.PROSE)
    if (!reworded) return IS_SAME
    return judgeTexts(reworded.old, this.printed(), this.story(), new Set([this.scene, this.session.scene.name]),
      Object.values(this.path.texts))
  }

  story() {
    this.traced = this.traced ?? new Traced(this.session.machine.program)
    return this.traced
  }

  /** What the last turn printed, text by text. The play is repeated in the traced story as far as it has come. */
  printed() {
    const traced = this.story()
    const again = (this.again = this.again ?? new Session(traced.machine, this.path.seed, {}, this.session.start))
    for (const step of this.recorder.steps.slice(this.applied)) again.repeat(step)
    this.applied = this.recorder.steps.length
    return traced.printed(again)
  }
}

/**
 * Whether a choice that says something else still shares words with what it said. What it does decides then.
 * @param {Difference[]} differences
 */
function isMild(differences) {
  return differences.every((one) => one.kind !== KIND.MEANING || similarity(one.old ?? '', one.new ?? '') >= SOME)
}

/** What became of the choice itself. @param {Difference[]} differences @returns {Judgement} */
function ofChoice(differences) {
  const meaning = differences.find((one) => one.kind === KIND.MEANING)
  if (meaning) return judgement(VERDICT.MEANING, meaning.message.replace(ANOTHER_MEANING, ''))
  const kinds = /** @type {string[]} */ ([KIND.REWORDED, KIND.RENAMED, KIND.MOVED])
  return differences.some((one) => kinds.includes(one.kind) && !one.expected) ? IS_REWORDED : IS_SAME
}
