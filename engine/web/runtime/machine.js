// A program that is ready to be played: from a state and where to go on, to the next state in which the play stops.
//
// A state at a choice point is the state before its choices are looked at. Looking can change it (a text that varies,
// a guard that draws), so the state after looking is kept beside it; a choice goes on from there.

import { Layout, PLACE } from './layout.js'
import { factsOf } from './points.js'
import { takeChoice } from './taking.js'
import { Turn } from './turn.js'
import { wording } from './wording.js'

/** @typedef {import('./layout.js').Program} Program */
/** @typedef {import('./layout.js').State} State */
/** @typedef {import('./points.js').Facts} Facts */
/** @typedef {import('./text.js').Fragment} Fragment */

/**
 * How a choice is taken: a segment to run, with what to note before; or a scene to go to.
 * @typedef {object} Take
 * @property {number} scene whose code runs
 * @property {any} [member] the choice, if it is one
 * @property {boolean} [threaded] whether `<-` added it
 * @property {number} [entry] the segment of the scene that an `each` leads to
 * @property {[number, number] | null} [used] the counter and bit that note it
 * @property {boolean} [returns] whether the scene is visited
 * @property {{first: number, values: any[]}[]} [given] what `<-` gave: slots and their values
 */

/**
 * A choice as a player sees it. A closed one has a `reason`.
 * @typedef {{id: string, label: string | null, tags: string[], text: string, reason: string | null, take: Take}} Choice
 */

/**
 * A question. An empty answer keeps `default`, the value that the variable has.
 * @typedef {{text: string, kind: string, low: number | null, high: number | null, default: string, slot: number,
 *   follow: number}} Question
 */

/**
 * Where a turn stopped: the state, the state after its offers were looked at, what it printed, what it offers.
 * @typedef {{state: State, after: State, fragments: Fragment[], offers: Choice[] | Question | null}} Stop
 */

/** @typedef {Record<string, (...values: any[]) => any>} Functions the host's */

/** Runs one program. Sessions share it: it holds nothing of any play. */
export class Machine {
  /** @param {Program} program */
  constructor(program) {
    this.program = program
    this.layout = new Layout(program)
    const counters = (/** @type {string} */ kind) => program.scenes.map(
      (scene) => this.layout.counters.get(`${kind} ${scene.name}`))
    /** The counters of each scene's visits, if something asks for them. @type {(number | undefined)[]} */
    this.visits = counters('visits')
    /** @type {(number | undefined)[]} */
    this.since = counters('since')
    /** @type {(Facts | null)[]} */
    this.facts = this.layout.stops.map(() => null)
  }

  /** What is known of a point, whatever the state. @param {number} number @returns {Facts} */
  factsOf(number) {
    return (this.facts[number] ??= factsOf(this.layout.stops[number], this.layout.pointScenes[number]))
  }

  /**
   * Begin a play: at the story's beginning, or in another scene, with values for some variables, by their slots.
   * @param {number} seed @param {Functions} functions @param {number} scene @param {[number, any][]} values @returns {Stop}
   */
  start(seed, functions, scene = this.program.start, values = []) {
    const state = [this.program.fingerprint, 0, [], seed, ...this.layout.initial]
    for (const [slot, value] of values) state[slot] = value
    return new Turn(this, state, functions).run(this.layout.segments[scene])
  }

  /**
   * Look again at a state that the host changed: where nothing is left to choose, the play goes on.
   * @param {State} state @param {Functions} functions
   * @returns {Stop}
   */
  lookAgain(state, functions) {
    return new Turn(this, state.slice(), functions).run(state[PLACE])
  }

  /** Take a choice. @param {State} after @param {Take} take @param {Functions} functions @returns {Stop} */
  go(after, take, functions) {
    const turn = new Turn(this, after.slice(), functions)
    if (this.layout.turns !== null) turn.w[this.layout.turns]++
    return turn.run(takeChoice(turn, take))
  }

  /**
   * Go on behind a question.
   * @param {State} after @param {Question} question @param {any} value @param {Functions} functions
   * @returns {Stop}
   */
  answer(after, question, value, functions) {
    const turn = new Turn(this, after.slice(), functions)
    turn.w[question.slot] = value
    return turn.run(question.follow)
  }

  /** The text of the status line for a state. @param {State} state @param {Functions} functions */
  status(state, functions) {
    return this.program.status.length ? wording(new Turn(this, state.slice(), functions), this.program.status) : ''
  }
}
