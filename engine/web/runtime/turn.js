// One turn under way: from where the play goes on to where it stops next. Operations, expressions, texts and offers are
// functions of a turn, each in a module of its own.

import { StoryStop } from './errors.js'
import { PLACE, STACK } from './layout.js'
import { MOST_STEPS, MOST_VISITS } from './limits.js'
import { doAll } from './operations.js'
import { look } from './points.js'

/** @typedef {import('./machine.js').Machine} Machine */
/** @typedef {import('./machine.js').Functions} Functions */
/** @typedef {import('./machine.js').Stop} Stop */
/** @typedef {import('./layout.js').State} State */
/** @typedef {import('./layout.js').Slices} Slices */
/** @typedef {import('./text.js').Fragment} Fragment */

/** Works on `w`, a copy of a state, which is lost if the story makes a mistake. */
export class Turn {
  /** @param {Machine} machine @param {State} w @param {Functions} functions */
  constructor(machine, w, functions) {
    this.machine = machine
    this.program = machine.program
    this.layout = machine.layout
    this.w = w
    this.functions = functions
    /** @type {Fragment[]} */
    this.fragments = []
    /** The scene whose code runs, and the slot of its first local variable. */
    this.scene = 0
    this.frame = 0
    /** The arguments of the `def` under way. @type {any[] | null} */
    this.values = null
    this.steps = 0
  }

  /** Run segments until the play stops. @param {number} number @returns {Stop} */
  run(number) {
    const { layout, w, machine } = this
    for (;;) {
      while (number >= 0) {
        const cost = layout.segmentCosts[number]
        this.enter(layout.segmentScenes[number])
        number = this.segment(number)
        this.step(cost)
      }
      w[PLACE] = number
      if (layout.endingAt(number) !== null) return { state: w, after: w, fragments: this.fragments, offers: null }
      const place = -1 - number
      const facts = machine.factsOf(place)
      this.enter(facts.scene)
      const cost = layout.pointCosts[place]
      if (cost > MOST_STEPS) this.step(MOST_STEPS + 1)
      const before = facts.changes ? w.slice() : w
      const offers = look(this, facts)
      if (typeof offers !== 'number') return { state: before, after: w, fragments: this.fragments, offers }
      number = offers
      this.step(cost)
    }
  }

  /** @param {number} count */
  step(count) {
    this.steps += count
    if (this.steps > MOST_STEPS) throw new StoryStop('NC904', 'the story goes round without a choice')
  }

  /** Take the code and the local variables of a scene. @param {number} scene */
  enter(scene) {
    this.scene = scene
    this.frame = this.layout.frames[scene]
  }

  /** Run a segment; where to go on. @param {number} number @returns {number} */
  segment(number) {
    if (this.layout.arrives[number]) this.arrive()
    return /** @type {number} */ (doAll(this, this.layout.code[number]))
  }

  /** What happens whenever a scene is entered. */
  arrive() {
    this.fragments.push(null)
    this.comeTo(this.machine.visits[this.scene], this.machine.since[this.scene])
  }

  /** Count that the play comes by a point. @param {string} name */
  pass(name) {
    this.comeTo(this.layout.counters.get(`visits ${name}`), this.layout.counters.get(`since ${name}`))
  }

  /** @param {number | undefined} visits @param {number | undefined} since */
  comeTo(visits, since) {
    if (visits !== undefined) this.keep(visits, this.counted(visits) + 1)
    if (since !== undefined) this.keep(since, this.w[/** @type {number} */ (this.layout.turns)] + 1)
  }

  /**
   * Do something with the code and the local variables of another scene.
   * @template T @param {number} index @param {() => T} work
   * @returns {T}
   */
  inScene(index, work) {
    const here = this.scene
    this.enter(index)
    const result = work()
    this.enter(here)
    return result
  }

  // ------------------------------------------------------------ counters

  /** @param {string} name @returns {number} */
  counter(name) {
    return /** @type {number} */ (this.layout.counters.get(name))
  }

  /** @param {number} counter @returns {number} */
  counted(counter) {
    const { firstPage, pageSize } = this.layout
    return this.w[firstPage + Math.floor(counter / pageSize)][counter % pageSize]
  }

  /** Set a counter. @param {number} counter @param {number} value */
  keep(counter, value) {
    const { firstPage, pageSize } = this.layout
    const page = firstPage + Math.floor(counter / pageSize)
    const counters = this.w[page].slice()
    counters[counter % pageSize] = value
    this.w[page] = counters
  }

  /** The number of a draw that is made now. @param {string} name */
  drawing(name) {
    const counter = this.counter(name)
    const count = this.counted(counter)
    this.keep(counter, count + 1)
    return count
  }

  /** Note that a once-only choice was taken. @param {number} counter @param {number} bit */
  use(counter, bit) {
    this.keep(counter, (this.counted(counter) | bit) >>> 0)
  }

  /** Whether a bit of a counter is set. @param {number} counter @param {number} bit */
  isUsed(counter, bit) {
    return (this.counted(counter) & bit) !== 0
  }

  // ------------------------------------------------------------ visits

  /** Clear local variables. @param {Slices} slices */
  forget(slices) {
    for (const [start, end] of slices) this.w.fill(null, start, end)
  }

  /**
   * Begin a visit: remember where to go on, and the local variables of the scene that is left.
   * @param {number} segment @param {Slices} slices
   */
  push(segment, slices) {
    const stack = this.w[STACK]
    if (stack.filter((/** @type {any} */ entry) => entry[1] !== null).length >= MOST_VISITS) {
      throw new StoryStop('NC907', `visits are nested more than ${MOST_VISITS} deep here`)
    }
    const saved = slices.map(([start, end]) => [start, this.w.slice(start, end)])
    this.forget(slices)
    this.w[STACK] = [...stack, [segment, saved]]
  }

  /** End a visit: the segment to go on with. What `<-` added only goes on; its variables are still in use. */
  back() {
    const stack = this.w[STACK]
    if (!stack.length) throw new StoryStop('NC908', 'there is nowhere to go back to: this scene was not visited')
    const [segment, saved] = stack[stack.length - 1]
    this.w[STACK] = stack.slice(0, -1)
    if (saved !== null) {
      this.forget(this.layout.slices[this.scene])
      for (const [start, values] of saved) for (let at = 0; at < values.length; at++) this.w[start + at] = values[at]
    }
    return segment
  }

  /** Leave the scene for good, and with it the places where `<-` would go on. */
  leave() {
    this.forget(this.layout.slices[this.scene])
    this.dropThreads()
  }

  /** End the visit under way without going back. */
  endVisit() {
    this.dropThreads()
    const stack = this.w[STACK]
    if (!stack.length) throw new StoryStop('NC908', 'there is no visit to leave here: this scene was not visited')
    this.w[STACK] = stack.slice(0, -1)
  }

  dropThreads() {
    const stack = this.w[STACK]
    let size = stack.length
    while (size && stack[size - 1][1] === null) size--
    if (size < stack.length) this.w[STACK] = stack.slice(0, size)
  }
}
