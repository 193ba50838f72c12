// Finds the choice that a step of a path means among those that the story offers now (engine/paths/matching.py).
//
// A choice is never taken because it stands where another stood. When in doubt, the answer is a difference that stops the
// replay: the same text in another scene or under another question, or two choices with one text are no proof.

import { questionId, shortened } from '../runtime/paths.js'
import { isHostStep } from '../runtime/session.js'
import { ANOTHER_MEANING, KIND, STOPPING, difference, written } from './differences.js'
import { endingOf } from './original_play.js'
import { ownName } from './renames.js'
import { Siblings } from './siblings.js'
import { nearest } from './story_index.js'

/** @typedef {import('./differences.js').Difference} Difference */
/** @typedef {import('./differences.js').DifferenceKind} DifferenceKind */
/** @typedef {import('../runtime/machine.js').Choice} Choice */
/** @typedef {import('../runtime/machine.js').Question} Question */
/** @typedef {import('../runtime/paths.js').SavedStep} SavedStep */

/**
 * The choice to take (null: stop, or an answer is to be given), and what differs about it.
 * @typedef {{choice: Choice | null, differences: Difference[]}} Found
 */

const IS_GONE = 'is gone'

/**
 * Whether a choice or a question that is shown says what a path has.
 * @param {string} shown @param {string | null} saved
 */
function says(shown, saved) {
  return shown === saved || (saved !== null && shortened(shown) === saved)
}

/** @param {SavedStep} step */
export function named(step) {
  return step.text || step.id || (isHostStep(step) ? toldHost(step) : '')
}

/** What a host did, in a few words. @param {SavedStep} step */
function toldHost({ set }) {
  return Object.entries(set ?? {}).map(([name, value]) => `set ${name} = ${written(value)}`)[0] ?? 'looked again at what is offered'
}

/**
 * Whether a question is to be answered: no choice was found, and nothing speaks against going on.
 * @param {Found} found
 */
export function isToAnswer({ choice, differences }) {
  return choice === null && !differences.some((one) => STOPPING.has(one.kind))
}

/** @param {...Difference} differences @returns {Found} */
function none(...differences) {
  return { choice: null, differences }
}

/** Matches the steps of one path. */
export class Matcher {
  /**
   * @param {import('../runtime/session.js').Session} session @param {import('./renames.js').Renames} renames
   * @param {import('./story_index.js').StoryIndex} where @param {SavedStep[]} steps
   * @param {import('./original_play.js').OriginalPlay | null} original
   */
  constructor(session, renames, where, steps, original) {
    this.session = session
    this.renames = renames
    this.where = where
    const known = new Set(/** @type {string[]} */ (steps.map((step) => step.id).filter((id) => id !== null)))
    this.known = known
    this.scenes = new Set(steps.map((step) => step.scene))
    this.siblings = new Siblings(session, renames, where, known, original)
    this.sameBefore = false
  }

  /**
   * What a step means here. `sameBefore` says that the step before printed exactly what it did once.
   * @param {SavedStep} step @param {boolean} sameBefore
   * @returns {Found}
   */
  find(step, sameBefore) {
    const { session } = this
    const { question } = session
    this.sameBefore = sameBefore
    if (session.ending) return none(this.ended(step))
    if (isHostStep(step)) {
      const elsewhere = this.scene(step, sameBefore)
      return { choice: null, differences: elsewhere === null ? [] : [elsewhere] }
    }
    if (question && step.answer === null) {
      const message = `the story asks \`${question.text}\` before the choice \`${named(step)}\``
      return none(difference(KIND.ASKED, message, step.text, question.text))
    }
    if (!question && step.answer !== null) {
      const what = step.text ? `the question \`${step.text}\`` : 'a question'
      return none(difference(KIND.UNASKED, `${what} is not asked; the story offers choices`))
    }
    const moved = this.scene(step, sameBefore)
    if (moved !== null && moved.kind !== KIND.MOVED) return none(moved)
    const found = question ? this.question(step, question) : this.choice(step)
    return moved === null ? found : { choice: found.choice, differences: [moved, ...found.differences] }
  }

  /** @param {SavedStep} step */
  ended(step) {
    const name = endingOf(this.session)
    const end = name ? `the ending \`${name}\`` : 'an ending'
    const what = step.answer === null ? `\`${named(step)}\` is not reached` : 'the question is not reached'
    return difference(KIND.ENDED, `the story is at ${end} already; ${what}`)
  }

  // ------------------------------------------------------------ scenes

  /**
   * What differs about the scene; null if it is the one that the path has.
   * @param {SavedStep} step @param {boolean} sameBefore
   * @returns {Difference | null}
   */
  scene({ scene: old, ...step }, sameBefore) {
    const here = this.session.scene.name
    if (!old) return null
    const today = this.renames.scene(old)
    if (this.isOfferedUnderNewName(step.id)) return null
    if (today === here) return today === old ? null : this.moved(old, here, this.renames.recorded.has(old))
    const gone = !this.renames.known.has(today)
    if (gone && sameBefore && this.isSameChoice({ scene: old, ...step }) && !this.scenes.has(here)) {
      // The same text was printed and the same choice is offered: only the scene has another name.
      if (!this.renames.isNewName(here)) this.renames.scenes.set(old, here)
      return this.moved(old, here, false)
    }
    const place = this.where.scenePlace(here)
    if (gone) return difference(KIND.SCENE_GONE, `the scene \`${old}\` is gone; the play stands in scene \`${here}\`${place}`, old, here)
    return difference(KIND.ELSEWHERE, `the play stands in scene \`${here}\`${place}, where the path has \`${old}\``, old, here)
  }

  /** Whether the story records that the choice came from another scene to this one. @param {string | null} id */
  isOfferedUnderNewName(id) {
    const today = id === null ? undefined : this.renames.choices.get(id)
    return today !== undefined && this.session.choices.some((choice) => choice.id === today)
  }

  /** @param {string} old @param {string} here @param {boolean} recorded */
  moved(old, here, recorded) {
    return difference(KIND.MOVED, `the scene \`${old}\` is \`${here}\` now`, old, here, { expected: recorded })
  }

  /**
   * Whether one choice here has both the text that was shown and the own name that it had; or the question.
   * @param {SavedStep} step
   */
  isSameChoice(step) {
    if (isHostStep(step)) return true // it takes no choice that could be another one
    const { id, text } = step
    if (text === null || id === null) return false
    if (this.session.question) return says(this.session.question.text, text)
    return this.session.choices.some((one) => says(one.text, text) && ownName(one.id) === ownName(id))
  }

  // ------------------------------------------------------------ choices

  /** @param {SavedStep} step @returns {Found} */
  choice(step) {
    const { choices } = this.session
    if (step.id !== null) {
      const id = this.renames.choice(step.id)
      const choice = choices.find((one) => one.id === id)
      if (choice) return this.byId(step, choice)
    }
    const same = choices.filter((one) => says(one.text, step.text))
    if (same.length > 1) return this.stop(step, KIND.UNCLEAR, `is gone, and ${same.length} choices say the same`)
    if (same.length && step.id === null) return this.renamed(step, same[0])
    if (same.length && !this.known.has(same[0].id)) {
      if (this.siblings.isRenamed(step, same[0], this.sameBefore)) return this.renamed(step, same[0])
      return this.stop(step, KIND.GONE, `is gone, and stands under another question as \`${same[0].id}\``)
    }
    const like = this.siblings.reworded(step)
    return like === null ? this.missing(step) : this.byLikeness(step, like)
  }

  /** @param {SavedStep} step @param {Choice} choice */
  byLikeness(step, choice) {
    const message = `the choice \`${step.id}\` is \`${choice.id}\` now, as it says \`${choice.text}\`${this.where.place(choice.id)}`
    return this.open(step, choice, [difference(KIND.REWORDED, message, step.text, choice.text, { oldId: step.id })])
  }

  /** @param {SavedStep} step @param {Choice} choice @returns {Found} */
  byId(step, choice) {
    /** @type {Difference[]} */
    const differences = []
    if (choice.id !== step.id && this.renames.isRecorded(step.scene, step.id)) {
      const message = `the choice \`${step.id}\` is \`${choice.id}\` now`
      differences.push(difference(KIND.RENAMED, message, step.id, choice.id, { expected: true }))
    }
    if (step.text === null || says(choice.text, step.text)) return this.open(step, choice, differences)
    const place = this.where.place(choice.id)
    const other = this.session.choices.find((one) => says(one.text, step.text))
    if (other) {
      const message = `\`${choice.id}\` now says \`${choice.text}\`, and \`${step.text}\` is said by \`${other.id}\`${place}`
      return none(difference(KIND.UNCLEAR, message, step.text, choice.text))
    }
    /** @type {DifferenceKind} */
    let kind = KIND.REWORDED
    let message = `the choice \`${step.text}\` now says \`${choice.text}\``
    if (this.siblings.meansAnother(step, choice)) {
      kind = KIND.MEANING
      message += ANOTHER_MEANING + place
    }
    return this.open(step, choice, [...differences, difference(kind, message, step.text, choice.text)])
  }

  /** @param {SavedStep} step @param {Choice} choice */
  renamed(step, choice) {
    if (step.id === null) return this.open(step, choice, [])
    const message = `the choice \`${step.text}\` was \`${step.id}\` and is \`${choice.id}\` now${this.where.place(choice.id)}`
    return this.open(step, choice, [difference(KIND.RENAMED, message, step.id, choice.id, { oldId: step.id })])
  }

  /** @param {SavedStep} step @param {Choice} choice @param {Difference[]} differences @returns {Found} */
  open(step, choice, differences) {
    if (choice.reason === null) return { choice, differences }
    const message = `the choice \`${choice.text}\` is closed: ${choice.reason}${this.where.place(choice.id)}`
    return none(...differences, difference(KIND.CLOSED, message, step.text, choice.reason))
  }

  /**
   * A step whose choice is not offered: hidden here, elsewhere, or nowhere in the story.
   * @param {SavedStep} step
   * @returns {Found}
   */
  missing(step) {
    const id = step.id === null ? null : this.renames.choice(step.id)
    if (id === null || !this.where.members.has(id)) return this.stop(step, KIND.GONE, IS_GONE)
    const [isHere, why] = this.where.whyNot(this.session, id)
    if (isHere) return none(difference(KIND.CLOSED, `the choice \`${named(step)}\` ${why}`, step.text))
    return this.stop(step, KIND.GONE, why)
  }

  /** @param {SavedStep} step @param {DifferenceKind} kind @param {string} why @returns {Found} */
  stop(step, kind, why) {
    const near = nearest(this.session.choices, step.id, step.text)
    let reason = why
    if (near !== null) reason += `; nearest: \`${near.text}\`${this.where.place(near.id)}`
    else if (why === IS_GONE) reason += ` from this scene${this.where.scenePlace(this.session.scene.name)}`
    return none(difference(kind, `the choice \`${named(step)}\` ${reason}`, step.text, near === null ? null : near.text))
  }

  // ------------------------------------------------------------ questions

  /** @param {SavedStep} step @param {Question} question @returns {Found} */
  question(step, question) {
    const reworded = step.text !== null && !says(question.text, step.text)
    const id = questionId(this.session)
    const isOther = step.id !== null && ownName(this.renames.question(step.id)) !== ownName(id)
    if (reworded && isOther) {
      const message = `the story asks \`${question.text}\`, where the path answers \`${named(step)}\``
      return none(difference(KIND.UNASKED, message, step.text, question.text))
    }
    if (reworded) {
      const message = `the question \`${step.text}\` now says \`${question.text}\``
      return none(difference(KIND.REWORDED, message, step.text, question.text))
    }
    if (isOther) {
      const message = `the question \`${step.text}\` asked for \`${ownName(step.id ?? '')}\`, and asks for \`${ownName(id)}\` now`
      return none(difference(KIND.RENAMED, message, step.id, id))
    }
    return none()
  }
}
