// What a point of a story offers: choices, a question, or nothing, where the play goes on.

import { valueOf } from './expressions.js'
import { COUNTER_BITS } from './limits.js'
import { argumentsOf, mayBeDrawn, setParameters } from './operations.js'
import { giveAgain, note } from './taking.js'
import { TAG, plain } from './text.js'
import { wording } from './wording.js'

/** @typedef {import('./turn.js').Turn} Turn */
/** @typedef {import('./machine.js').Take} Take */
/** @typedef {import('./machine.js').Choice} Choice */
/** @typedef {import('./machine.js').Question} Question */

/**
 * What is known of a point, whatever the state: its scene, whether looking at it can change the state, whether it can
 * find a choice twice, and those of its choices that never change, by their places.
 * @typedef {{point: any, scene: number, changes: boolean, mayRepeat: boolean, fixed: (Choice | null)[]}} Facts
 */
/** @typedef {{choices: Choice[], otherwise: Take | null, follow: number}} Offers */

const CHANGING = new Set(['random', 'chance', 'call', 'vary'])
/** @type {null[]} */
const NONE_FIXED = []

/** @param {any} point @param {number} scene @returns {Facts} */
export function factsOf(point, scene) {
  if (point.kind === 'ask') return { point, scene, changes: changes(point.prompt), mayRepeat: false, fixed: NONE_FIXED }
  const fixed = point.group.map((/** @type {any} */ member) => (member.kind === 'choice' ? fixedChoice(member, scene) : null))
  return { point, scene, changes: changes(point.group), mayRepeat: borrows(point.group), fixed }
}

/**
 * A choice that is always the same where it is offered; null for others.
 * @param {any} member @param {number} scene
 * @returns {Choice | null}
 */
function fixedChoice(member, scene) {
  const [text] = member.text
  const isFixed = member.text.length === 1 && typeof text === 'string' && !text.includes(TAG) &&
    member.guards.every((/** @type {any} */ guard) => guard[0] === 'if')
  const { id, label, tags } = member
  return isFixed ? { id, label, tags, text: plain(text), reason: null, take: { scene, member, threaded: false } } : null
}

/**
 * Whether looking at a part of a program can change the state: it draws, moves on, calls, or borrows choices.
 * @param {any} part
 * @returns {boolean}
 */
function changes(part) {
  if (Array.isArray(part)) return CHANGING.has(part[0]) || part.some(changes)
  return part !== null && typeof part === 'object' && (part.kind === 'thread' || Object.values(part).some(changes))
}

/** Whether a group holds members that find choices elsewhere. @param {any[]} group @returns {boolean} */
function borrows(group) {
  return group.some((member) => member.kind === 'each' || member.kind === 'thread' ||
    (member.kind === 'if' && (member.branches.some((/** @type {any} */ one) => borrows(one[2])) || borrows(member.otherwise))))
}

/**
 * The choices or the question of a point, or the segment to go on with.
 * @param {Turn} turn @param {Facts} facts
 * @returns {Choice[] | Question | number}
 */
export function look(turn, { point, mayRepeat, fixed }) {
  const { layout, scene } = turn
  if (point.kind === 'ask') return question(turn, point)
  /** @type {Offers} */
  const offers = { choices: [], otherwise: null, follow: layout.segments[scene] + point.follow }
  addMembers(turn, point.group, offers, false, fixed)
  const choices = mayRepeat ? onceEach(offers.choices) : offers.choices
  if (choices.some((choice) => choice.reason === null)) return choices
  if (offers.otherwise !== null) {
    turn.enter(offers.otherwise.scene)
    giveAgain(turn, offers.otherwise)
    note(turn, offers.otherwise)
    return layout.segments[offers.otherwise.scene] + offers.otherwise.member.segment
  }
  return offers.follow
}

/** @param {Turn} turn @param {any} point @returns {Question} */
function question(turn, point) {
  const [kind, number] = point.ref
  const slot = (kind === 'var' ? turn.layout.variables : turn.frame) + number
  const text = plain(wording(turn, point.prompt))
  const value = turn.w[slot]
  return {
    text, kind: point.type[0], low: point.type[1], high: point.type[2], slot,
    default: value === null ? '' : String(value), follow: turn.layout.segments[turn.scene] + point.follow,
  }
}

/**
 * @param {Turn} turn @param {any[]} members @param {Offers} offers @param {boolean} threaded
 * @param {(Choice | null)[]} fixed
 */
function addMembers(turn, members, offers, threaded, fixed) {
  for (let place = 0; place < members.length; place++) {
    const member = members[place]
    switch (member.kind) {
      case 'choice': addChoice(turn, member, offers, threaded, fixed[place] ?? null); break
      case 'each': addEach(turn, member, offers); break
      case 'thread': addThread(turn, member, offers); break
      default: addMembers(turn, branch(turn, member), offers, threaded, NONE_FIXED)
    }
  }
}

/** @param {Turn} turn @param {any} member @returns {any[]} */
function branch(turn, member) {
  for (const one of member.branches) if (valueOf(turn, one[1])) return one[2]
  return member.otherwise
}

/** @param {Turn} turn @param {any} member */
function isThere(turn, member) {
  return member.guards.every((/** @type {any} */ guard) => guard[0] !== 'if' || valueOf(turn, guard[1]))
}

/** Why a choice is closed, or null. @param {Turn} turn @param {any} member @returns {string | null} */
function reasonOf(turn, member) {
  for (const guard of member.guards) {
    if (guard[0] === 'needs' && !valueOf(turn, guard[1])) return plain(wording(turn, guard[2]))
  }
  return null
}

/**
 * @param {Turn} turn @param {any} member @param {Offers} offers @param {boolean} threaded @param {Choice | null} fixed
 */
function addChoice(turn, member, offers, threaded, fixed) {
  const otherwise = fixed === null && member.guards.some((/** @type {any} */ guard) => guard[0] === 'otherwise')
  if (otherwise && offers.otherwise !== null) return
  if (member.once !== null && turn.isUsed(turn.counter(member.once[0]), member.once[1])) return
  if (member.guards.length && !isThere(turn, member)) return
  if (fixed !== null) {
    offers.choices.push(fixed)
    return
  }
  const take = { scene: turn.scene, member, threaded }
  if (otherwise) {
    offers.otherwise = take
    return
  }
  const [text, ...more] = wording(turn, member.text).split(TAG).map(plain)
  const tags = more.length ? more : member.tags
  offers.choices.push({ id: member.id, label: member.label, tags, text, reason: reasonOf(turn, member), take })
}

/** Offer each scene with a tag that may be drawn. @param {Turn} turn @param {any} member @param {Offers} offers */
function addEach(turn, member, offers) {
  if (!isThere(turn, member)) return
  const reason = reasonOf(turn, member)
  const { program, layout } = turn
  const prefix = `${program.scenes[turn.scene].name}.each-`
  const tagged = layout.tags.get(member.tag) ?? []
  for (let number = 0; number < tagged.length; number++) {
    const index = tagged[number]
    /** @type {[number, number] | null} */
    let used = null
    if (member.once !== null) {
      used = [turn.counter(`${member.once} 0`) + Math.floor(number / COUNTER_BITS), 1 << number % COUNTER_BITS]
      if (turn.isUsed(...used)) continue
    }
    if (!mayBeDrawn(turn, index)) continue
    const scene = program.scenes[index]
    const take = { scene: turn.scene, entry: layout.segments[index], used, returns: member.returns }
    const text = scene.title || scene.name
    offers.choices.push({ id: prefix + scene.name, label: null, tags: [], text, reason, take })
  }
}

/**
 * Offer the choices of another scene. It may be added once more with other values, so each choice is taken with those
 * that it was looked at with.
 * @param {Turn} turn @param {any} member @param {Offers} offers
 */
function addThread(turn, member, offers) {
  const { scene } = member
  setParameters(turn, scene, argumentsOf(turn, member.arguments))
  const known = offers.choices.length
  /** @type {Offers} */
  const inner = { ...offers, otherwise: null }
  turn.inScene(scene, () => addMembers(turn, turn.program.scenes[scene].thread ?? [], inner, true, NONE_FIXED))
  if (member.arguments.length > 0) {
    const first = turn.layout.frames[scene]
    const own = { first, values: turn.w.slice(first, first + member.arguments.length) }
    const takes = offers.choices.slice(known).map((choice) => choice.take)
    for (const take of inner.otherwise === null ? takes : [...takes, inner.otherwise]) (take.given ??= []).push(own)
  }
  offers.otherwise = offers.otherwise ?? inner.otherwise
}

/**
 * The choices without those that are there already: an `each` may find what another one found.
 * @param {Choice[]} choices
 */
function onceEach(choices) {
  const ids = new Set(choices.map((choice) => choice.id))
  if (ids.size === choices.length) return choices
  const byId = new Map()
  for (const choice of choices.slice().reverse()) byId.set(choice.id, choice)
  return [...byId.values()].reverse()
}
