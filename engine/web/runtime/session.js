// Stories and sessions: what a page, and every player, works with.

import { AnswerError, ChoiceError, HostError } from './errors.js'
import { History } from './history.js'
import { PLACE, SEED } from './layout.js'
import { MOST, MOST_ANSWER } from './limits.js'
import { Machine } from './machine.js'
import { paragraphsOf } from './text.js'
import { cleaned, cut, innerValue, lengthOf, outerValue } from './values.js'

/** @typedef {import('./machine.js').Choice} Choice */
/** @typedef {import('./machine.js').Question} Question */
/** @typedef {import('./machine.js').Stop} Stop */
/** @typedef {import('./machine.js').Functions} Functions */

/**
 * One step of a path: in which scene, and either the id and text of a choice or the answer to a question. What a host
 * did stands in `set`, a variable with its value, or is a `refresh`.
 * @typedef {{scene: string, id: string | null, text: string | null, answer: string | null,
 *   set?: Record<string, any>, refresh?: true}} Step
 */

/** @typedef {{scene?: string, variables?: Record<string, any>}} Beginning where a host began a play */

/**
 * @typedef {{taken: string | null, scene: any, text: import('./text.js').Paragraph[],
 *   ending: {name: string | null} | null}} Turned
 */

const MOST_TYPED = 10000
const MOST_TYPED_DIGITS = 200

/** One play of a program. */
export class Session {
  /**
   * @param {Machine} machine
   * @param {number} seed 32 bits; decides all chance
   * @param {Functions} [functions] what the story declares with `extern`
   * @param {Beginning | null} [start] where it begins, if not where the story does; raises HostError if that is not there
   */
  constructor(machine, seed, functions = {}, start = null) {
    this.machine = machine
    this.functions = functions
    this.start = start
    /** @type {Step[]} */
    this.steps = []
    /** Where the play stands. */
    this.stop = start === null ? machine.start(seed >>> 0, functions) : this.startedAt(start, seed >>> 0)
    this.history = new History(this.stop, (stop, number) => this.after(stop, this.steps[number - 1]), Object.keys(functions).length > 0)
    /** @type {{step: Step, stop: Stop}[]} */
    this.undone = []
  }

  /** How many turns there are, the beginning included. */
  get turns() {
    return this.history.length
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
    const stop = this.history.at(number)
    const { layout, program } = this.machine
    const step = number ? this.steps[number - 1] : null
    const ending = layout.endingAt(stop.state[PLACE])
    return {
      taken: step && (step.answer ?? step.text),
      scene: program.scenes[layout.sceneAt(stop.state[PLACE])],
      text: step && isHostStep(step) ? this.added(number) : paragraphsOf(stop.fragments),
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
    return this.variablesAt(this.turns - 1)
  }

  /** All variables behind a turn. @param {number} turn @returns {Record<string, any>} */
  variablesAt(turn) {
    const { layout, program } = this.machine
    const { state } = this.history.at(turn)
    /** @type {[string, any][]} */
    const values = program.variables.map(({ name, type }, number) => [name, outerValue(state[layout.variables + number], type)])
    // Those of functions hold a value only on the way to whoever called them.
    return Object.fromEntries(values.filter(([name]) => !name.endsWith('()')))
  }

  /**
   * Take a choice by its id. Raises ChoiceError if it is not there or closed, and StoryStop if the story makes a
   * mistake on the way; the session stays where it was in both cases.
   * @param {string} id
   */
  choose(id) {
    const choice = openChoice(this.stop, id)
    const stop = this.machine.go(this.stop.after, choice.take, this.functions)
    this.go({ scene: id.slice(0, id.indexOf('.')), id, text: choice.text, answer: null }, stop)
  }

  /**
   * Answer the question. An empty answer keeps the value that is there.
   * Raises AnswerError with a message for the player if it does not fit, and StoryStop as `choose` does.
   * @param {string} typed
   */
  answer(typed) {
    if (!this.question) throw new AnswerError('no question is waiting for an answer')
    const step = { scene: this.scene.name, id: null, text: null, answer: cleaned(cut(String(typed), MOST_TYPED)) }
    this.go(step, this.after(this.stop, step))
  }

  /** The stop behind a step that fits. @param {Stop} stop @param {Step} step @returns {Stop} */
  after(stop, step) {
    if (isHostStep(step)) return this.afterHost(stop, step)
    if (step.answer === null) {
      return this.machine.go(stop.after, openChoice(stop, /** @type {string} */ (step.id)).take, this.functions)
    }
    const question = /** @type {Question} */ (stop.offers)
    const value = step.answer ? valueTyped(question, step.answer) : stop.after[question.slot]
    return this.machine.answer(stop.after, question, value, this.functions)
  }

  // ------------------------------------------------------------ what a host does

  /** The stop where a host begins a play. @param {Beginning} start @param {number} seed @returns {Stop} */
  startedAt({ scene, variables = {} }, seed) {
    const { scenes, start } = this.machine.program
    const index = scene === undefined ? start : scenes.findIndex((one) => one.name === scene)
    if (index < 0 || scenes[index].name.startsWith('def ')) throw new HostError(`the story has no scene \`${scene}\``)
    if (scene !== undefined && scenes[index].parameters) {
      throw new HostError(`scene \`${scene}\` is given values by those who go there: a play cannot begin in it`)
    }
    const values = Object.entries(variables).map(([name, value]) => this.slotAndValue(name, value))
    return this.machine.start(seed, this.functions, index, values)
  }

  /**
   * The slot of a variable, and a value as states have it.
   * @param {string} name @param {any} value
   * @returns {[number, any]}
   */
  slotAndValue(name, value) {
    const { program, layout } = this.machine
    const number = program.variables.findIndex((one) => one.name === name)
    if (number < 0 || name.endsWith('()')) throw new HostError(`the story has no variable \`${name}\``)
    const inner = innerValue(value, program.variables[number].type)
    if (inner === undefined || (typeof value === 'string' && lengthOf(value) > MOST_ANSWER)) {
      throw new HostError(`\`${name}\` does not take such a value`)
    }
    return [layout.variables + number, inner]
  }

  /**
   * Do a step of another play once more, also what a host did: that is a step here, too, where it changes nothing.
   * Raises what `choose` and `answer` raise, and HostError.
   * @param {Step} step
   */
  repeat(step) {
    if (!isHostStep(step)) {
      if (step.answer !== null) this.answer(step.answer)
      else this.choose(/** @type {string} */ (step.id))
      return
    }
    if (this.stop.offers === null) throw new HostError('the play is over')
    const host = step.set ? { set: step.set } : { refresh: /** @type {true} */ (true) }
    const scene = this.scene.name
    this.go({ scene, id: null, text: null, answer: null, ...host }, this.afterHost(this.stop, step))
  }

  /** @param {Stop} before @param {Step} step @returns {Stop} */
  afterHost({ state, fragments }, step) {
    const changed = state.slice()
    for (const [name, value] of Object.entries(step.set ?? {})) {
      const [slot, inner] = this.slotAndValue(name, value)
      changed[slot] = inner
    }
    const stop = this.machine.lookAgain(changed, this.functions)
    if (stop.fragments.length) stop.fragments.unshift(...fragments, null)
    else stop.fragments = fragments
    return stop
  }

  /** What a host's step added to the turn before it. @param {number} number */
  added(number) {
    const before = paragraphsOf(this.history.at(number - 1).fragments).length
    return paragraphsOf(this.history.at(number).fragments).slice(before)
  }

  /** @param {Step} step @param {Stop} stop */
  go(step, stop) {
    this.steps.push(step)
    this.history.push(stop)
    this.stop = stop
    if (this.undone.length) this.undone = []
  }

  /** Go back by one choice or answer; false at the start. */
  undo() {
    if (!this.steps.length) return false
    // What stood there may have to be played once more, so both are looked at before the step goes.
    const stop = this.history.pop()
    this.stop = this.history.at(this.turns - 1)
    this.undone.push({ step: /** @type {Step} */ (this.steps.pop()), stop })
    return true
  }

  /** Take back an undo; false if there is none. */
  redo() {
    const undone = this.undone.pop()
    if (!undone) return false
    this.steps.push(undone.step)
    this.history.push(undone.stop)
    this.stop = undone.stop
    return true
  }
}

/** Whether a step is a host's. @param {any} step */
export function isHostStep(step) {
  return Boolean(step.set || step.refresh)
}

/** A choice that can be taken. @param {Stop} stop @param {string} id */
function openChoice({ offers }, id) {
  const choice = Array.isArray(offers) ? offers.find((one) => one.id === id) : undefined
  if (!choice) throw new ChoiceError(`there is no choice \`${id}\` here`)
  if (choice.reason !== null) throw new ChoiceError(`\`${choice.text}\` is closed: ${choice.reason}`)
  return choice
}

/** The value of an answer that is not empty. @param {Question} question @param {string} text */
function valueTyped(question, text) {
  if (question.kind !== 'number') {
    if (lengthOf(text) > MOST_ANSWER) throw new AnswerError(`That is too long; ${MOST_ANSWER} characters are the most.`)
    return text
  }
  const bounds = question.low === null ? '' : ` from ${question.low} to ${question.high}`
  if (!/^[-+]?[0-9]+$/.test(text)) throw new AnswerError(`Please type a whole number${bounds}.`)
  const value = Number(text.slice(0, MOST_TYPED_DIGITS)) + 0
  if (!(value >= (question.low ?? -MOST) && value <= (question.high ?? MOST))) {
    throw new AnswerError(`Please type a number${bounds || ' that is not so large'}.`)
  }
  return value
}
