// The tree of a reader's plays: each choice or answer is a node below the one before it. Nothing in it is ever
// changed, only added to, so it is kept in pieces of a hundred nodes of which only the last is written again.

import { hashOf } from '../runtime/hashes.js'
import { hashOfValues, isStart, isStep, proseOf } from '../runtime/paths.js'

/** @typedef {import('../runtime/session.js').Step} Step */
/** @typedef {import('../runtime/paths.js').SavedPath} SavedPath */
/** @typedef {import('../runtime/paths.js').SavedStep} SavedStep */

/**
 * @typedef {object} Node
 * @property {number} parent the node before it; -1 for the beginning of a play
 * @property {Step} step
 * @property {string[]} [offered] the ids that stood open there
 * @property {string} [prose] the hash of what it printed
 * @property {string} [state] the hash of all variables behind it
 * @property {Record<string, any>} [changed] the variables that it changed
 * @property {number} [seed] of a play's beginning
 * @property {string} [source] of a play's beginning: the fingerprint of the story
 * @property {import('../runtime/session.js').Beginning} [start] where a host began it, if not where the story begins
 * @property {Record<string, any>} [variables] of a play's beginning: all of them
 * @property {number} [earlier] the node of an earlier version of the story of which it is what became
 */

const PIECE = 100
const NO_STEP = { scene: '', id: null, text: null, answer: null }

/** The plays of one story, kept under its id. */
export class Plays {
  /** @param {import('./storage.js').Storage} storage */
  constructor(storage) {
    this.storage = storage
    /** @type {Node[]} */
    this.nodes = []
    /** The node at which the play stands; -1 before there is any. */
    this.here = -1
    /** @type {Set<string>} */
    this.endings = new Set()
    this.read()
  }

  read() {
    try {
      for (let piece = 0; ; piece++) {
        const text = this.storage.get(`plays.${piece}`)
        if (text === null) break
        for (const node of JSON.parse(text)) {
          if (!isNode(node, this.nodes.length)) throw new Error('damaged')
          this.nodes.push(node)
        }
      }
    } catch {
      // What is damaged ends there; what stands before it is whole.
    }
    const here = Number(this.storage.get('here') ?? -1)
    this.here = Number.isInteger(here) && here >= 0 && here < this.nodes.length ? here : this.nodes.length - 1
    try {
      const found = JSON.parse(this.storage.get('endings') ?? '[]')
      if (Array.isArray(found)) this.endings = new Set(found.map(String))
    } catch {
      // None is known then.
    }
  }

  /** Forget all plays. */
  clear() {
    for (let piece = 0; piece * PIECE < this.nodes.length; piece++) this.storage.remove(`plays.${piece}`)
    this.nodes = []
    this.stand(-1)
  }

  /**
   * Begin a play.
   * @param {number} seed @param {string} source
   * @param {import('../runtime/session.js').Session} session at its beginning
   */
  begin(seed, source, session) {
    const { variables } = session
    const hashes = { prose: hashOf(proseOf(session.text)), state: hashOfValues(variables) }
    this.append({ parent: -1, step: NO_STEP, seed, source, variables, ...hashes })
  }

  /**
   * Add a step below the present node, or go to the one that is there already.
   * @param {SavedStep} saved @param {number} [earlier] the node of which it is what became
   */
  add({ scene, id, text, answer, set, refresh, ...more }, earlier) {
    const host = set ? { set } : refresh ? { refresh } : {}
    const node = { step: { scene, id, text, answer, ...host }, ...more, earlier }
    const same = this.nodes.findIndex((one) => one.parent === this.here && isSame(one, node))
    if (same >= 0) this.stand(same)
    else this.append({ ...node, parent: this.here })
  }

  /**
   * Add a whole play, as far as it is not there; its last node.
   * @param {SavedPath} path @param {string} source @param {number[]} [way] the nodes of which it is what became
   */
  addPath({ seed, start, variables, begin, steps }, source, way = []) {
    const isSameStart = (/** @type {Node} */ one) => JSON.stringify(one.start ?? null) === JSON.stringify(start ?? null)
    const same = this.nodes.findIndex((one) => one.parent < 0 && one.seed === seed && one.source === source && isSameStart(one))
    const elsewhere = start ? { start } : {}
    if (same >= 0) this.stand(same)
    else this.append({ parent: -1, step: NO_STEP, seed, source, ...elsewhere, variables, ...begin, earlier: way[0] })
    for (const [place, step] of steps.entries()) this.add(step, way[place + 1])
    return this.here
  }

  /**
   * A play as a path: the way to a node.
   * @param {number[]} way @param {{title?: string, ifid?: string}} story
   * @returns {SavedPath}
   */
  pathOf(way, { title = '', ifid = '' }) {
    const { seed = 0, source = '', start, variables = {}, prose, state } = this.nodes[way[0]]
    const steps = way.slice(1).map((number) => {
      const { parent, step, ...more } = this.nodes[number]
      return { ...step, ...more }
    })
    const story = { title, ifid, source }
    const elsewhere = start ? { start } : {}
    return { format: 'nightcap path', version: 2, story, seed, ...elsewhere, variables, begin: { prose, state }, steps, texts: {} }
  }

  /** The versions of the story in which there are plays. @returns {Set<string>} */
  get sources() {
    return new Set(this.nodes.map((node) => node.source ?? ''))
  }

  /**
   * The nodes worth being shown: of an earlier version only those that were not taken up later, and what leads to them.
   * @returns {Set<number>}
   */
  shown() {
    const takenUp = new Set(this.nodes.map((node) => node.earlier))
    /** @type {Set<number>} */
    const shown = new Set()
    for (let number = this.nodes.length - 1; number >= 0; number--) {
      if (!takenUp.has(number)) shown.add(number)
      if (shown.has(number)) shown.add(this.nodes[number].parent)
    }
    return shown
  }

  /** @param {Node} node */
  append(node) {
    const piece = Math.floor(this.nodes.length / PIECE)
    this.nodes.push(node)
    this.storage.set(`plays.${piece}`, JSON.stringify(this.nodes.slice(piece * PIECE)))
    this.stand(this.nodes.length - 1)
  }

  /** @param {number} node */
  stand(node) {
    this.here = node
    this.storage.set('here', String(node))
  }

  /** Note that an ending was found. @param {string} name */
  found(name) {
    if (this.endings.has(name)) return
    this.endings.add(name)
    this.storage.set('endings', JSON.stringify([...this.endings]))
  }

  /** The nodes from a play's beginning to a node. @param {number} node @returns {number[]} */
  wayTo(node) {
    const way = []
    for (let at = node; at >= 0; at = this.nodes[at].parent) way.push(at)
    return way.reverse()
  }
}

/** @param {any} node @param {number} number how many stand before it */
function isNode(node, number) {
  return node !== null && typeof node === 'object' && Number.isInteger(node.parent) && node.parent >= -1 &&
    node.parent < number && (node.parent < 0 ? Number.isInteger(node.seed) && isStart(node.start ?? {}) : isStep({ ...node.step, ...node }))
}

/**
 * Whether two steps are one: a step that says or leads to something else is another.
 * @param {Node} one @param {Omit<Node, 'parent'>} other
 */
function isSame(one, other) {
  const key = (/** @type {Omit<Node, 'parent'>} */ { step, offered, prose }) =>
    JSON.stringify([step.scene, step.id, step.text, step.answer, step.set ?? step.refresh, offered, prose])
  return key(one) === key(other)
}
