// What the choices beside a choice tell of it: whether it has another name, was reworded, or stands elsewhere
// (engine/paths/siblings.py).

import { isEqual } from './differences.js'
import { LIKE, folded, isLike, similarity } from './similarity.js'
import { ownName } from './renames.js'
import { StoryIndex } from './story_index.js'

/** @typedef {import('../runtime/paths.js').SavedStep} SavedStep */
/** @typedef {import('../runtime/machine.js').Choice} Choice */

/** How much more alike a choice must be than any other one. */
const CLEARLY = 0.15
const MOST_SLUG = 80

/** The part of a choice's id that is made from its text. @param {string} text */
function slugOf(text) {
  const slug = folded(text).replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-|-$/g, '')
  return [...slug].slice(0, MOST_SLUG).join('').replace(/-$/, '')
}

/** Compares what is offered at a step with what was offered then, by the kept version or by the path itself. */
export class Siblings {
  /**
   * @param {import('../runtime/session.js').Session} session @param {import('./renames.js').Renames} renames
   * @param {StoryIndex} where @param {Set<string>} known @param {import('./original_play.js').OriginalPlay | null} original
   */
  constructor(session, renames, where, known, original) {
    this.session = session
    this.renames = renames
    this.where = where
    this.known = known
    this.original = original
    this.oldWhere = original === null ? null : new StoryIndex(original.program)
  }

  // ------------------------------------------------------------ one question or another

  /**
   * Whether a choice with the step's text, under another id, is the one that was taken.
   * @param {SavedStep} step @param {Choice} choice @param {boolean} sameBefore
   */
  isRenamed(step, choice, sameBefore) {
    const then = this.then(step)
    if (this.existed(choice.id, then)) return false
    if (sameBefore || !then.length) return sameBefore || !step.prose
    const id = this.renames.choice(step.id ?? '')
    const others = then.filter((one) => one !== id)
    const now = this.session.choices.map((one) => one.id).filter((one) => one !== choice.id)
    return (!others.length && !now.length) || others.some((one) => now.includes(one))
  }

  /** The ids that were offered, with the names of today. @param {SavedStep} step */
  then(step) {
    const offered = this.original?.offered ?? []
    return (offered.length ? offered : step.offered ?? []).map((id) => this.renames.choice(id))
  }

  /**
   * Whether a choice of today's story was there then, as another choice than the one that was taken.
   * @param {string} id @param {string[]} then
   */
  existed(id, then) {
    return Boolean(this.oldWhere?.members.has(id)) || then.includes(id) || this.known.has(id)
  }

  // ------------------------------------------------------------ reworded

  /**
   * The choice without label that says nearly what the step's choice said, in the same place; null in doubt.
   * @param {SavedStep} step
   * @returns {Choice | null}
   */
  reworded(step) {
    const then = this.then(step)
    const id = this.renames.choice(step.id ?? '')
    if (step.text === null || !then.includes(id) || this.where.members.has(id) || !this.hadNoLabel(step)) return null
    const rated = this.session.choices
      .filter((one) => !one.label && !this.existed(one.id, then))
      .map((choice, number) => ({ choice, number, ratio: this.ratio(step, choice) }))
      .sort((one, other) => other.ratio - one.ratio || other.number - one.number)
    if (!rated.length || rated[0].ratio < LIKE) return null
    if (rated.length > 1 && rated[0].ratio - rated[1].ratio < CLEARLY) return null
    const found = rated[0].choice
    return this.isSamePlace(id, found, then) && !this.isAnothers(id, step, found, then) ? found : null
  }

  /** @param {SavedStep} step @param {Choice} choice */
  ratio(step, choice) {
    return Math.max(similarity(step.text ?? '', choice.text), similarity(wordsOfId(step.id ?? ''), wordsOfId(choice.id)))
  }

  /** @param {SavedStep} step */
  hadNoLabel(step) {
    if (this.oldWhere === null) return ownName(step.id ?? '') === slugOf(step.text ?? '')
    const member = this.oldWhere.members.get(step.id ?? '')?.member
    return member?.kind === 'choice' && !member.label
  }

  /**
   * Whether a choice stands among the same others as the one that was taken stood.
   * @param {string} id @param {Choice} choice @param {string[]} then
   */
  isSamePlace(id, choice, then) {
    const now = this.session.choices.map((one) => one.id)
    const before = then.slice(0, then.indexOf(id)).filter((one) => now.includes(one))
    const beforeNow = now.slice(0, now.indexOf(choice.id)).filter((one) => then.includes(one))
    const others = then.filter((one) => one !== id)
    const stayed = others.filter((one) => now.includes(one)).length
    return isEqual(before, beforeNow) && (!others.length || stayed * 2 >= others.length || now.length === then.length)
  }

  /**
   * Whether another choice that is gone, too, could have become this one just as well.
   * @param {string} id @param {SavedStep} step @param {Choice} choice @param {string[]} then
   */
  isAnothers(id, step, choice, then) {
    const ratio = this.ratio(step, choice)
    return then.some((one) => one !== id && !this.where.members.has(one) &&
      ratio - similarity(wordsOfId(one), wordsOfId(choice.id)) < CLEARLY)
  }

  // ------------------------------------------------------------ another meaning

  /**
   * Whether a choice that has the step's id says something unlike it. Where values alone make the text another one, it
   * is the same choice.
   * @param {SavedStep} step @param {Choice} choice
   */
  meansAnother(step, choice) {
    if (isLike(step.text ?? '', choice.text)) return false
    if (choice.label === null && !ownName(choice.id).startsWith('each-')) {
      return step.id === null || ownName(choice.id) !== ownName(step.id)
    }
    if (this.oldWhere === null) return true
    return !isEqual(wordingOf(this.oldWhere, step.id ?? ''), wordingOf(this.where, choice.id))
  }
}

/** @param {string} id */
function wordsOfId(id) {
  return ownName(id).replaceAll('-', ' ')
}

/** @param {StoryIndex} where @param {string} id @returns {any} */
function wordingOf(where, id) {
  const member = where.members.get(id)?.member
  return member?.kind === 'choice' ? member.text : null
}
