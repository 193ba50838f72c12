// Runs a program: from a state and where to go on, to the next state in which the play stops.
//
// A state at a choice point is the state before its choices are looked at. Looking can change it (a text that varies,
// a guard that draws), so the state after looking is kept beside it; a choice goes on from there.

import { numberBetween, orderOf, placeOf, winner } from './chance.js'
import { StoryStop } from './errors.js'
import { Layout, PLACE, SEED, STACK } from './layout.js'
import { MOST, calculate, inRange, words } from './numbers.js'
import { NOTHING, TAG, paragraphsOf, plain, settled } from './text.js'
import { capital, decimal, joined, listed, lower, upper, wordOf } from './texts.js'
import { innerValue, lengthOf, namesIn, nth, outerValue, setOf, sizeOf } from './values.js'

/** @typedef {import('./layout.js').Program} Program */
/** @typedef {import('./layout.js').State} State */
/** @typedef {import('./layout.js').Slices} Slices */
/** @typedef {import('./text.js').Fragment} Fragment */
/** @typedef {import('./numbers.js').Exact} Exact */

const MOST_STEPS = 10000
const MOST_VISITS = 32
const MOST_STACK = 128
const MOST_SPAN = 2 ** 31
const BITS = 32

/**
 * How a choice is taken: a segment to run, with what to note before; or a scene to go to.
 * @typedef {object} Take
 * @property {number} scene whose code runs
 * @property {any} [member] the choice, if it is one
 * @property {boolean} [threaded] whether `<-` added it
 * @property {number} [entry] the segment of the scene that an `each` leads to
 * @property {[number, number] | null} [used] the counter and bit that note it
 * @property {boolean} [returns] whether the scene is visited
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
      (/** @type {any} */ scene) => this.layout.counters.get(`${kind} ${scene.name}`))
    /** The counters of each scene's visits, if something asks for them. @type {(number | undefined)[]} */
    this.visits = counters('visits')
    /** @type {(number | undefined)[]} */
    this.since = counters('since')
    /** @type {Map<any, Facts>} */
    this.points = new Map()
    /** @type {Map<any, Choice | null>} */
    this.choices = new Map()
  }

  /** What is known of a point, whatever the state. @param {any} point @returns {Facts} */
  factsOf(point) {
    let facts = this.points.get(point)
    if (facts === undefined) {
      const isQuestion = point.kind === 'ask'
      facts = { changes: changes(isQuestion ? point.prompt : point.group), mayRepeat: !isQuestion && borrows(point.group) }
      this.points.set(point, facts)
    }
    return facts
  }

  /** A choice that is always the same where it is offered, made once; null for others. @param {any} member @param {number} scene @returns {Choice | null} */
  fixed(member, scene) {
    let known = this.choices.get(member)
    if (known === undefined) {
      const [text] = member.text
      const isFixed = member.text.length === 1 && typeof text === 'string' && !text.includes(TAG) &&
        member.guards.every((/** @type {any} */ guard) => guard[0] === 'if')
      const { id, label, tags } = member
      known = isFixed ? { id, label, tags, text: plain(text), reason: null, take: { scene, member, threaded: false } } : null
      this.choices.set(member, known)
    }
    return known
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

  /** Look again at a state that the host changed: where nothing is left to choose, the play goes on. @param {State} state @param {Functions} functions @returns {Stop} */
  lookAgain(state, functions) {
    return new Turn(this, state.slice(), functions).run(state[PLACE])
  }

  /** Take a choice. @param {State} after @param {Take} take @param {Functions} functions @returns {Stop} */
  go(after, take, functions) {
    const turn = new Turn(this, after.slice(), functions)
    if (this.layout.turns !== null) turn.w[this.layout.turns]++
    return turn.run(turn.taken(take))
  }

  /** Go on behind a question. @param {State} after @param {Question} question @param {any} value @param {Functions} functions @returns {Stop} */
  answer(after, question, value, functions) {
    const turn = new Turn(this, after.slice(), functions)
    turn.w[question.slot] = value
    return turn.run(question.follow)
  }

  /** The text of the status line for a state. @param {State} state @param {Functions} functions */
  status(state, functions) {
    return this.program.status.length ? new Turn(this, state.slice(), functions).text(this.program.status) : ''
  }
}

/** One turn under way: it works on `w`, a copy of the state, which is lost if the story makes a mistake. */
class Turn {
  /** @param {Machine} machine @param {State} w @param {Functions} functions */
  constructor(machine, w, functions) {
    this.machine = machine
    this.program = machine.program
    this.layout = machine.layout
    this.w = w
    this.functions = functions
    /** @type {Fragment[]} */
    this.fragments = []
    this.scene = 0
    this.frame = 0
    /** The arguments of the `def` under way. @type {any[] | null} */
    this.values = null
    this.steps = 0
  }

  /** Run segments until the play stops. @param {number} number @returns {Stop} */
  run(number) {
    const { layout, w } = this
    for (;;) {
      while (number >= 0) {
        this.enter(layout.sceneAt(number))
        const cost = this.cost(0, number - layout.segments[this.scene])
        number = this.segment(number)
        this.step(cost)
      }
      w[PLACE] = number
      if (layout.endingAt(number) !== null) return { state: w, after: w, fragments: this.fragments, offers: null }
      this.enter(layout.sceneAt(number))
      const place = -1 - number - layout.points[this.scene]
      const point = this.program.scenes[this.scene].points[place]
      if (this.cost(1, place) > MOST_STEPS) this.step(MOST_STEPS + 1)
      const before = this.machine.factsOf(point).changes ? w.slice() : w
      const offers = this.look(point)
      if (typeof offers !== 'number') return { state: before, after: w, fragments: this.fragments, offers }
      number = offers
      this.step(this.cost(1, place))
    }
  }

  /** What a segment (0) or a point (1) of the scene takes from the budget. @param {number} kind @param {number} place */
  cost(kind, place) {
    const costs = this.program.scenes[this.scene].costs
    return costs === undefined ? 1 : costs[kind][place]
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
    const scene = this.program.scenes[this.scene]
    const local = number - this.layout.segments[this.scene]
    // A function that is a scene is called, not entered.
    if (local === 0 && !scene.name.startsWith('def ')) this.arrive()
    return /** @type {number} */ (this.operations(scene.segments[local]))
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

  // ------------------------------------------------------------ operations

  /** Do some operations; where to go on, or undefined to pass on to what follows. @param {any[]} operations @returns {number | undefined} */
  operations(operations) {
    for (let at = 0; at < operations.length; at++) {
      const number = this.operation(operations[at])
      if (number !== undefined) return number
    }
    return undefined
  }

  /** @param {any[]} operation @returns {number | undefined} */
  operation(operation) {
    const { layout, scene, w } = this
    switch (operation[0]) {
      case 'say': this.fragments.push(this.text(operation[2])); return
      case 'break': this.fragments.push(null); return
      case 'speak': this.fragments.push({ speaker: operation[1] }); return
      case 'tags': this.fragments.push({ tags: operation[1] }); return
      case 'set': this.assign(operation[2], operation[3], operation[4], operation[5]); return
      case 'if': {
        for (const one of operation[1]) if (this.value(one[1])) return this.operations(one[2])
        return this.operations(operation[2])
      }
      case 'vary': {
        const inner = operation[3][this.advance(operation[1], operation[2], operation[3].length)]
        return inner === undefined ? undefined : this.operations(inner)
      }
      case 'goto': return layout.segments[scene] + operation[1]
      case 'stop': return -1 - layout.points[scene] - operation[1]
      case 'end':
        this.forget(layout.slices[scene])
        w[STACK] = []
        return layout.end(scene, operation[1])
      case 'fail': throw new StoryStop('NC905', `nothing is left to do in scene \`${this.program.scenes[scene].name}\``)
      case 'back': return this.back()
      case 'move': {
        const values = this.arguments(operation[3])
        if (operation[5]) this.endVisit()
        this.leave()
        this.parameters(operation[2], values)
        return layout.segments[operation[2]] + (operation[4] ?? 0)
      }
      case 'visit': {
        const values = this.arguments(operation[3])
        this.push(layout.segments[scene] + operation[4], layout.slices[scene])
        this.parameters(operation[2], values)
        return layout.segments[operation[2]] + (operation[5] ?? 0)
      }
      case 'enter': this.arrive(); return
      case 'pass': this.pass(operation[2]); return
      case 'any': {
        const drawn = this.drawn(operation[2], operation[3])
        if (drawn === undefined) return undefined
        if (operation[4] === null) this.leave()
        else this.push(layout.segments[scene] + operation[4], layout.slices[scene])
        return layout.segments[drawn]
      }
    }
    throw new StoryStop('NC910', `unknown operation ${operation[0]}`)
  }

  /** @param {[string, number]} reference @param {any} code @param {number | null} low @param {number | null} high */
  assign(reference, code, low, high) {
    const kind = reference[0]
    const number = reference[1]
    const slot = (kind === 'var' ? this.layout.variables : this.frame) + number
    const type = kind === 'var' ? this.program.variables[number].type : this.program.scenes[this.scene].frame[number][1]
    this.w[slot] = low === null || high === null ? this.fitted(this.value(code), type) : checked(this.exact(code), low, high)
  }

  /** A value for a variable of a type that is no number. @param {any} value @param {any} type */
  fitted(value, type) {
    return type[0] === 'set' ? setOf(value) : value
  }

  /** The item of a variation whose turn it is. @param {string} kind @param {string} name @param {number} size */
  advance(kind, name, size) {
    const counter = this.counter(name)
    const number = this.counted(counter)
    switch (kind) {
      case 'then':
        if (number < size - 1) this.keep(counter, number + 1)
        return number
      case 'cycle':
        this.keep(counter, (number + 1) % size)
        return number
      case 'once':
        if (number < size) this.keep(counter, number + 1)
        return number
    }
    this.keep(counter, number + 1)
    return orderOf(this.w[SEED], placeOf(name), Math.floor(number / size), size)[number % size]
  }

  // ------------------------------------------------------------ going elsewhere

  /** Clear local variables. @param {Slices} slices */
  forget(slices) {
    for (const [start, end] of slices) this.w.fill(null, start, end)
  }

  /** Begin a visit: remember where to go on, and the local variables of the scene that is left. @param {number} segment @param {Slices} slices */
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

  /** The values of arguments, all of them before anything changes. @param {any[]} codes @returns {any[]} */
  arguments(codes) {
    return codes.map((code) => this.exact(code))
  }

  /** Put values into the parameters of a scene. @param {number} target @param {any[]} values */
  parameters(target, values) {
    const frame = this.program.scenes[target].frame
    values.forEach((value, place) => {
      const type = frame[place][1]
      const slot = this.layout.frames[target] + place
      this.w[slot] = type[0] === 'number' ? checked(value, type[1] ?? -MOST, type[2] ?? MOST) : this.fitted(value, type)
    })
  }

  /** Whether a scene may be drawn by its tag. @param {number} index */
  mayBeDrawn(index) {
    const scene = this.program.scenes[index]
    if (scene.once && this.counted(this.counter(`visits ${scene.name}`))) return false
    return scene.when === true || this.inScene(index, () => Boolean(this.value(scene.when)))
  }

  /** @template T @param {number} index @param {() => T} work @returns {T} */
  inScene(index, work) {
    const here = this.scene
    this.enter(index)
    const result = work()
    this.enter(here)
    return result
  }

  /** The best scene with a tag whose `when` holds, or undefined. @param {string} tag @param {string} draw */
  drawn(tag, draw) {
    const scenes = this.program.scenes
    /** @type {number[]} */
    const best = []
    for (const index of this.program.tags[tag] ?? []) {
      if (best.length && scenes[index].priority < scenes[best[0]].priority) break
      if (this.mayBeDrawn(index)) best.push(index)
    }
    if (!best.length) return undefined
    const count = this.drawing(`draw ${draw}`)
    return best[winner(this.w[SEED], placeOf(draw), count, best.map((index) => placeOf(this.oldestName(index))))]
  }

  /** The name by which chance knows a scene: the first that it had. @param {number} index */
  oldestName(index) {
    const name = this.program.scenes[index].name
    const renames = Object.entries(this.program.was.scenes).filter(([, today]) => today === name)
    return renames.length ? renames[renames.length - 1][0] : name
  }

  // ------------------------------------------------------------ what a point offers

  /** The choices or the question of a point, or the segment to go on with. @param {any} point @returns {Choice[] | Question | number} */
  look(point) {
    const { layout, scene } = this
    if (point.kind === 'ask') return this.question(point)
    /** @type {Offers} */
    const offers = { choices: [], otherwise: null, follow: layout.segments[scene] + point.follow }
    this.members(point.group, offers, false)
    const choices = this.machine.factsOf(point).mayRepeat ? onceEach(offers.choices) : offers.choices
    if (choices.some((choice) => choice.reason === null)) return choices
    if (offers.otherwise !== null) {
      this.enter(offers.otherwise.scene)
      this.note(offers.otherwise)
      return layout.segments[offers.otherwise.scene] + offers.otherwise.member.segment
    }
    return offers.follow
  }

  /** @param {any} point @returns {Question} */
  question(point) {
    const [kind, number] = point.ref
    const slot = (kind === 'var' ? this.layout.variables : this.frame) + number
    const text = plain(this.text(point.prompt))
    const value = this.w[slot]
    return {
      text, kind: point.type[0], low: point.type[1], high: point.type[2], slot,
      default: value === null ? '' : String(value), follow: this.layout.segments[this.scene] + point.follow,
    }
  }

  /** @param {any[]} members @param {Offers} offers @param {boolean} threaded */
  members(members, offers, threaded) {
    for (const member of members) {
      switch (member.kind) {
        case 'choice': this.choice(member, offers, threaded); break
        case 'each': this.each(member, offers); break
        case 'thread': this.thread(member, offers); break
        default: this.members(this.branch(member), offers, threaded)
      }
    }
  }

  /** @param {any} member @returns {any[]} */
  branch(member) {
    for (const one of member.branches) if (this.value(one[1])) return one[2]
    return member.otherwise
  }

  /** @param {any} member */
  guarded(member) {
    return member.guards.every((/** @type {any} */ guard) => guard[0] !== 'if' || this.value(guard[1]))
  }

  /** Why a choice is closed, or null. @param {any} member @returns {string | null} */
  reason(member) {
    for (const guard of member.guards) {
      if (guard[0] === 'needs' && !this.value(guard[1])) return plain(this.text(guard[2]))
    }
    return null
  }

  /** @param {any} member @param {Offers} offers @param {boolean} threaded */
  choice(member, offers, threaded) {
    const otherwise = member.guards.length > 0 && member.guards.some((/** @type {any} */ guard) => guard[0] === 'otherwise')
    if (otherwise && offers.otherwise !== null) return
    if (member.once !== null && this.isUsed(this.counter(member.once[0]), member.once[1])) return
    if (member.guards.length && !this.guarded(member)) return
    const fixed = threaded ? null : this.machine.fixed(member, this.scene)
    if (fixed !== null) {
      offers.choices.push(fixed)
      return
    }
    const take = { scene: this.scene, member, threaded }
    if (otherwise) {
      offers.otherwise = take
      return
    }
    const [text, ...more] = this.text(member.text).split(TAG).map(plain)
    const tags = more.length ? more : member.tags
    const reason = this.reason(member)
    offers.choices.push({ id: member.id, label: member.label, tags, text, reason, take })
  }

  /** Offer each scene with a tag that may be drawn. @param {any} member @param {Offers} offers */
  each(member, offers) {
    if (!this.guarded(member)) return
    const reason = this.reason(member)
    const { program, layout } = this
    const prefix = `${program.scenes[this.scene].name}.each-`
    const tagged = program.tags[member.tag] ?? []
    for (let number = 0; number < tagged.length; number++) {
      const index = tagged[number]
      /** @type {[number, number] | null} */
      let used = null
      if (member.once !== null) {
        used = [this.counter(`${member.once} 0`) + Math.floor(number / BITS), 1 << number % BITS]
        if (this.isUsed(...used)) continue
      }
      if (!this.mayBeDrawn(index)) continue
      const scene = program.scenes[index]
      const take = { scene: this.scene, entry: layout.segments[index], used, returns: member.returns }
      const text = scene.title || scene.name
      offers.choices.push({ id: prefix + scene.name, label: null, tags: [], text, reason, take })
    }
  }

  /** Offer the choices of another scene. @param {any} member @param {Offers} offers */
  thread(member, offers) {
    this.parameters(member.scene, this.arguments(member.arguments))
    const inner = { ...offers, otherwise: null }
    this.inScene(member.scene, () => this.members(this.program.scenes[member.scene].thread, inner, true))
    offers.otherwise = offers.otherwise ?? inner.otherwise
  }

  /** Begin to take a choice: where to go on. @param {Take} take @returns {number} */
  taken(take) {
    const { layout } = this
    this.enter(take.scene)
    if (take.entry === undefined) {
      const noted = this.note(take)
      const number = layout.segments[take.scene] + take.member.segment
      // A choice that notes nothing is its segment itself; another one is a step of its own.
      return noted ? number : this.segment(number)
    }
    if (take.used) this.use(...take.used)
    if (take.returns) this.push(this.follow(), layout.slices[take.scene])
    else {
      this.forget(layout.slices[take.scene])
      this.dropThreads()
    }
    return take.entry
  }

  /** Note that a choice was taken; whether there was anything to note. @param {Take} take */
  note({ member, scene, threaded }) {
    if (member.once !== null) this.use(this.counter(member.once[0]), member.once[1])
    const label = member.label && this.layout.counters.get(`visits ${this.program.scenes[scene].name}.${member.label}`)
    if (typeof label === 'number') this.keep(label, this.counted(label) + 1)
    if (threaded) {
      const stack = this.w[STACK]
      if (stack.length >= MOST_STACK) throw new StoryStop('NC907', 'choices added by `<-` are nested too deep here')
      this.w[STACK] = [...stack, [this.follow(), null]]
    }
    return member.once !== null || typeof label === 'number' || Boolean(threaded)
  }

  /** The segment behind the point at which the play stands. */
  follow() {
    const { layout, w } = this
    const scene = layout.sceneAt(w[PLACE])
    return layout.segments[scene] + this.program.scenes[scene].points[-1 - w[PLACE] - layout.points[scene]].follow
  }

  // ------------------------------------------------------------ expressions

  /** The value of an expression. @param {any} code @returns {any} */
  value(code) {
    if (!Array.isArray(code)) return code
    // Not taken apart as one pattern, which is slower: this runs most of all.
    const operator = code[0]
    const first = code[1]
    const second = code[2]
    switch (operator) {
      case 'var': return this.w[this.layout.variables + first]
      case 'local': return this.values === null ? this.w[this.frame + first] : this.values[first]
      case '+': case '-': case '*': case '/': case '%': return inRange(this.exact(code))
      case '==': return same(this.value(first), this.value(second))
      case '!=': return !same(this.value(first), this.value(second))
      case '<': return this.value(first) < this.value(second)
      case '<=': return this.value(first) <= this.value(second)
      case '>': return this.value(first) > this.value(second)
      case '>=': return this.value(first) >= this.value(second)
      case 'and': return this.value(first) && this.value(second)
      case 'or': return this.value(first) || this.value(second)
      case 'not': return !this.value(first)
      case 'if': return this.value(first) ? this.value(second) : this.value(code[3])
      case 'has': {
        const members = setOf(this.value(first))
        const wanted = setOf(this.value(second))
        return (members & wanted) === wanted
      }
      case 'set': return setOf(code.slice(1))
      case 'union': return setOf(this.value(first)) | setOf(this.value(second))
      case 'minus': return setOf(this.value(first)) & ~setOf(this.value(second))
      case 'min': return Math.min(...code.slice(1).map((/** @type {any} */ one) => this.value(one)))
      case 'max': return Math.max(...code.slice(1).map((/** @type {any} */ one) => this.value(one)))
      case 'abs': return Math.abs(this.value(first))
      case 'clamp': return clamp(this.value(first), this.value(second), this.value(code[3]))
      case 'words': return words(this.value(first))
      case '&': return setOf(this.value(first)) & setOf(this.value(second))
      case 'count': return sizeOf(setOf(this.value(first)))
      case 'only': return 1n << BigInt(code.indexOf(this.value(first), 2) - 2)
      case 'nth': return nth(setOf(this.value(first)), this.value(second), code.slice(3))
      case 'word': return wordOf(this.value(first), code.slice(2))
      case 'join': return joined(this.value(first), this.value(second))
      case 'capital': return capital(this.value(first))
      case 'upper': return upper(this.value(first))
      case 'lower': return lower(this.value(first))
      case 'length': return lengthOf(this.value(first))
      case 'contains': return this.value(first).includes(this.value(second))
      case 'decimal': return decimal(this.value(first), this.value(second))
      case 'list': return listed(setOf(this.value(first)), this.value(second), code.slice(3))
      case 'visits': return this.counted(this.counter(`visits ${first}`))
      case 'turns': return this.w[/** @type {number} */ (this.layout.turns)]
      case 'since': {
        const turns = this.w[/** @type {number} */ (this.layout.turns)]
        const seen = this.counted(this.counter(`since ${first}`))
        return seen === 0 ? turns + 1 : turns - seen + 1
      }
      case 'random': return this.random(this.value(first), this.value(second), code[3])
      case 'chance': {
        const percent = this.value(first)
        return numberBetween(this.w[SEED], placeOf(second), this.drawing(`draw ${second}`), 0, 99) < percent
      }
      case 'call': return this.call(first, second)
      case 'extern': return this.host(this.program.functions[first], this.given(first, second))
    }
    throw new StoryStop('NC910', `unknown expression ${operator}`)
  }

  /** The value of an expression whose result is checked by whoever asks for it. @param {any} code @returns {Exact} */
  exact(code) {
    if (!Array.isArray(code)) return code
    switch (code[0]) {
      case '+':
        // The usual case by itself: values are in the safe range, and so their sum is exact.
        if (code.length === 3) {
          const left = this.value(code[1])
          const right = this.value(code[2])
          const sum = left + right
          return sum <= MOST && sum >= -MOST ? sum : calculate('+', left, right)
        }
      // falls through
      case '-': case '*': case '/': case '%':
        if (code.length === 2) return calculate('-', 0, this.value(code[1]))
        return calculate(code[0], this.value(code[1]), this.value(code[2]))
    }
    return this.value(code)
  }

  /** @param {number} low @param {number} high @param {string} name */
  random(low, high, name) {
    if (low > high) throw new StoryStop('NC906', `\`random(${low}, ${high})\` has nothing to draw from`)
    if (high - low >= MOST_SPAN) throw new StoryStop('NC906', `\`random(${low}, ${high})\` draws from too many numbers`)
    return numberBetween(this.w[SEED], placeOf(name), this.drawing(`draw ${name}`), low, high)
  }

  /** The values for a function's parameters. @param {number} index @param {any[]} codes */
  given(index, codes) {
    const { name, parameters } = this.program.functions[index]
    return codes.map((code, place) => {
      const [kind, low, high] = parameters[place]
      const value = this.value(code)
      if (kind === 'set') return setOf(value)
      if (kind === 'number' && low !== null && (value < low || value > high)) {
        throw new StoryStop('NC901', `\`${name}\` is given ${value}; it takes ${low} to ${high}`)
      }
      return value
    })
  }

  /** Evaluate a `def`. @param {number} index @param {any[]} codes */
  call(index, codes) {
    const values = this.given(index, codes)
    const before = this.values
    const { code, frame, steps, prints } = this.program.functions[index]
    this.values = values
    const result = steps === undefined ? this.value(code) : this.stepped(steps, frame, prints)
    this.values = before
    return result
  }

  /** What a function with steps gives back, or prints. @param {any[]} steps @param {[string, any][]} frame @param {boolean} prints */
  stepped(steps, frame, prints) {
    const fragments = this.fragments
    this.fragments = []
    const result = this.done(steps, frame)
    const printed = paragraphsOf(this.fragments)
    this.fragments = fragments
    return prints ? (printed.length ? settled(printed[0].raw) : '') : result
  }

  /** Do the steps of a function; what they give back, undefined where they go on. @param {any[]} steps @param {[string, any][]} frame @returns {any} */
  done(steps, frame) {
    const values = /** @type {any[]} */ (this.values)
    for (const [step, first, second, third, low, high] of steps) {
      let result
      if (step === 'say') this.fragments.push(this.text(second))
      else if (step === 'return') result = this.value(second)
      else if (step === 'set') {
        const type = frame[second[1]][1]
        values[second[1]] = low === null ? this.fitted(this.value(third), type) : checked(this.exact(third), low, high)
      } else if (step === 'if') {
        const taken = first.find((/** @type {any} */ one) => this.value(one[1]))
        result = this.done(taken === undefined ? second : taken[2], frame)
      } else {
        for (const name of namesIn(setOf(this.value(third)), low)) {
          values[second[1]] = name
          result = this.done(high, frame)
          if (result !== undefined) break
        }
      }
      if (result !== undefined) return result
    }
    return undefined
  }

  /** Call a function of the host. @param {any} called @param {any[]} values */
  host({ name, parameters, result }, values) {
    let given
    try {
      given = this.functions[name](...values.map((value, place) => outerValue(value, parameters[place])))
    } catch (error) {
      throw new StoryStop('NC909', `the host's function \`${name}\` failed: ${error}`)
    }
    const inner = innerValue(given, result)
    if (inner === undefined) throw new StoryStop('NC909', `what the host's function \`${name}\` gave is not of its type`)
    return inner
  }

  // ------------------------------------------------------------ text

  /** The text of some parts. @param {any[]} parts @returns {string} */
  text(parts) {
    if (parts.length === 1) return typeof parts[0] === 'string' ? parts[0] || NOTHING : this.part(parts[0])
    let text = ''
    let isPlain = true
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at]
      if (typeof part === 'string') text += part
      else {
        text += this.part(part)
        isPlain = false
      }
    }
    return text === '' && isPlain ? NOTHING : text
  }

  /** @param {any[]} part @returns {string} */
  part(part) {
    if (part[0] === 'show') return this.shown(part[2], part[3], part[4])
    if (part[0] === 'if') {
      for (const one of part[2]) if (this.value(one[0])) return this.text(one[1])
      return this.text(part[3])
    }
    const parts = part[3][this.advance(part[1], part[2], part[3].length)]
    return parts === undefined ? NOTHING : this.text(parts)
  }

  /** @param {any} code @param {string} kind @param {string[]} names */
  shown(code, kind, names) {
    const value = this.value(code)
    if (kind === 'text') return value || NOTHING
    if (kind === 'set') return namesIn(setOf(value), names).join(', ') || NOTHING
    return String(value)
  }
}

const CHANGING = new Set(['random', 'chance', 'extern', 'call', 'vary'])

/** Whether looking at a part of a program can change the state: it draws, moves on, calls, or borrows choices. @param {any} part @returns {boolean} */
function changes(part) {
  if (Array.isArray(part)) return CHANGING.has(part[0]) || part.some(changes)
  return part !== null && typeof part === 'object' && (part.kind === 'thread' || Object.values(part).some(changes))
}

/** Whether a group holds members that find choices elsewhere. @param {any[]} group @returns {boolean} */
function borrows(group) {
  return group.some((member) => member.kind === 'each' || member.kind === 'thread' ||
    (member.kind === 'if' && (member.branches.some((/** @type {any} */ one) => borrows(one[2])) || borrows(member.otherwise))))
}

/** Whether looking at a point can change the state, and whether it can find a choice twice. @typedef {{changes: boolean, mayRepeat: boolean}} Facts */
/** @typedef {{choices: Choice[], otherwise: Take | null, follow: number}} Offers */

/** A number within its bounds. @param {Exact} value @param {number} low @param {number} high @returns {number} */
function checked(value, low, high) {
  if (value >= low && value <= high) return /** @type {number} */ (value)
  const code = low === -MOST && high === MOST ? 'NC903' : 'NC901'
  throw new StoryStop(code, `a number would be ${value}; its range is ${low} to ${high}`)
}

/** @param {number} value @param {number} low @param {number} high */
function clamp(value, low, high) {
  if (low > high) throw new StoryStop('NC906', `\`clamp\` has no range: ${low} is more than ${high}`)
  return value < low ? low : value > high ? high : value
}

/** Whether two values are equal; a set may stand as a number in a program. @param {any} left @param {any} right */
function same(left, right) {
  if (typeof left === 'bigint' || typeof right === 'bigint') return setOf(left) === setOf(right)
  return left === right
}

/** The choices without those that are there already: an `each` may find what another one found. @param {Choice[]} choices */
function onceEach(choices) {
  const ids = new Set(choices.map((choice) => choice.id))
  if (ids.size === choices.length) return choices
  const byId = new Map()
  for (const choice of choices.slice().reverse()) byId.set(choice.id, choice)
  return [...byId.values()].reverse()
}
