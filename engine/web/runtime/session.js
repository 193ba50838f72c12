// Stories and sessions: what a page, and every player, works with.

import { AnswerError, ChoiceError } from './errors.js'
import { PLACE, SEED } from './layout.js'
import { Machine } from './machine.js'
import { MOST } from './numbers.js'
import { paragraphsOf } from './text.js'
import { MOST_ANSWER, cleaned, cut, lengthOf, outerValue } from './values.js'

/** @typedef {import('./machine.js').Choice} Choice */
/** @typedef {import('./machine.js').Question} Question */
/** @typedef {import('./machine.js').Stop} Stop */
/** @typedef {import('./machine.js').Functions} Functions */

/**
 * One step of a path: in which scene, and either the id and text of a choice or the answer to a question.
 * @typedef {{scene: string, id: string | null, text: string | null, answer: string | null}} Step
 */

/**
 * @typedef {{taken: string | null, scene: any, text: import('./text.js').Paragraph[],
 *   ending: {name: string | null} | null}} Turned
 */

const MOST_TYPED = 10000
const MOST_DIGITS = 200

/** One play of a program. */
export class Session {
  /**
   * @param {Machine} machine
   * @param {number} seed 32 bits; decides all chance
   * @param {Functions} [functions] what the story declares with `extern`
   */
  constructor(machine, seed, functions = {}) {
    this.machine = machine
    this.functions = functions
    /** @type {Step[]} */
    this.steps = []
    /** Each stop so far. @type {Stop[]} */
    this.stops = [machine.start(seed >>> 0, functions)]
    /** @type {{step: Step, stop: Stop}[]} */
    this.undone = []
  }

  get stop() {
    return this.stops[this.stops.length - 1]
  }

  get seed() {
    return /** @type {number} */ (this.stop.state[SEED])
  }

  /** What the last turn printed. */
  get text() {
    return paragraphsOf(this.stop.fragments)
  }

  /**
   * A turn of the play: what was taken or typed before it, where it came to, what it printed. Turn 0 is the beginning.
   * @param {number} number
   * @returns {Turned}
   */
  turn(number) {
    const stop = this.stops[number]
    const { layout, program } = this.machine
    const step = number ? this.steps[number - 1] : null
    const ending = layout.endingAt(stop.state[PLACE])
    return {
      taken: step && (step.answer ?? step.text),
      scene: program.scenes[layout.sceneAt(stop.state[PLACE])],
      text: paragraphsOf(stop.fragments),
      ending: ending === null ? null : { name: program.endings[ending] ?? null },
    }
  }

  /** What can be chosen, closed choices included; empty at a question or an ending. @returns {Choice[]} */
  get choices() {
    return Array.isArray(this.stop.offers) ? this.stop.offers : []
  }

  /** The question that waits for an answer. @returns {Question | null} */
  get question() {
    const { offers } = this.stop
    return offers === null || Array.isArray(offers) ? null : offers
  }

  /** The ending that was reached; its name is null for the unnamed one. @returns {{name: string | null} | null} */
  get ending() {
    const number = this.machine.layout.endingAt(this.stop.state[PLACE])
    return number === null ? null : { name: this.machine.program.endings[number] ?? null }
  }

  /** The scene in which the play stands, or came to an end. @returns {any} */
  get scene() {
    return this.machine.program.scenes[this.machine.layout.sceneAt(this.stop.state[PLACE])]
  }

  /** The status line as a paragraph's text, or null. @returns {string | null} */
  get status() {
    return this.machine.status(this.stop.state, this.functions) || null
  }

  /** All variables by name; a set is a list of names. @returns {Record<string, any>} */
  get variables() {
    const { layout, program } = this.machine
    return Object.fromEntries(program.variables.map((/** @type {any} */ variable, /** @type {number} */ number) => [
      variable.name, outerValue(this.stop.state[layout.variables + number], variable.type),
    ]))
  }

  /**
   * Take a choice by its id. Raises ChoiceError if it is not there or closed, and StoryStop if the story makes a
   * mistake on the way; the session stays where it was in both cases.
   * @param {string} id
   */
  choose(id) {
    const choice = this.choices.find((one) => one.id === id)
    if (!choice) throw new ChoiceError(`there is no choice \`${id}\` here`)
    if (choice.reason !== null) throw new ChoiceError(`\`${choice.text}\` is closed: ${choice.reason}`)
    const stop = this.machine.go(this.stop.after, choice.take, this.functions)
    this.go({ scene: choice.id.split('.')[0], id, text: choice.text, answer: null }, stop)
  }

  /**
   * Answer the question. An empty answer keeps the value that is there.
   * Raises AnswerError with a message for the player if it does not fit, and StoryStop as `choose` does.
   * @param {string} typed
   */
  answer(typed) {
    const question = this.question
    if (!question) throw new AnswerError('no question is waiting for an answer')
    const text = cleaned(cut(String(typed), MOST_TYPED))
    const value = text ? valueOf(question, text) : this.stop.after[question.slot]
    const scene = this.scene.name
    const stop = this.machine.answer(this.stop.after, question, value, this.functions)
    this.go({ scene, id: null, text: null, answer: text }, stop)
  }

  /** @param {Step} step @param {Stop} stop */
  go(step, stop) {
    this.steps.push(step)
    this.stops.push(stop)
    this.undone = []
  }

  /** Go back by one choice or answer; false at the start. */
  undo() {
    const step = this.steps.pop()
    if (!step) return false
    this.undone.push({ step, stop: /** @type {Stop} */ (this.stops.pop()) })
    return true
  }

  /** Take back an undo; false if there is none. */
  redo() {
    const undone = this.undone.pop()
    if (!undone) return false
    this.steps.push(undone.step)
    this.stops.push(undone.stop)
    return true
  }
}

/** The value of an answer that is not empty. @param {Question} question @param {string} text */
function valueOf(question, text) {
  if (question.kind !== 'number') {
    if (lengthOf(text) > MOST_ANSWER) throw new AnswerError(`That is too long; ${MOST_ANSWER} characters are the most.`)
    return text
  }
  const bounds = question.low === null ? '' : ` from ${question.low} to ${question.high}`
  if (!/^[-+]?[0-9]+$/.test(text)) throw new AnswerError(`Please type a whole number${bounds}.`)
  const value = Number(text.slice(0, MOST_DIGITS)) + 0
  if (!(value >= (question.low ?? -MOST) && value <= (question.high ?? MOST))) {
    throw new AnswerError(`Please type a number${bounds || ' that is not so large'}.`)
  }
  return value
}
