// The tree of a reader's plays: each choice or answer is a node below the one before it. Nothing in it is ever
// changed, only added to, so it is kept in pieces of a hundred nodes of which only the last is written again.

/** @typedef {import('../runtime/session.js').Step} Step */

/**
 * @typedef {object} Node
 * @property {number} parent the node before it; -1 for the beginning of a play
 * @property {Step} step
 * @property {string[]} [offered] the ids that stood open there
 * @property {string} [prose] the hash of what it printed
 * @property {number} [seed] of a play's beginning
 * @property {string} [source] of a play's beginning: the fingerprint of the story
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

  /** Begin a play. @param {number} seed @param {string} source */
  begin(seed, source) {
    this.append({ parent: -1, step: NO_STEP, seed, source })
  }

  /** Add a step below the present node, or go to the one that is there already. @param {Omit<Node, 'parent'>} node */
  add(node) {
    const same = this.nodes.findIndex((one) => one.parent === this.here && isSame(one, node))
    if (same >= 0) this.stand(same)
    else this.append({ ...node, parent: this.here })
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
    node.parent < number && node.step !== null && typeof node.step === 'object' &&
    (node.parent >= 0 || Number.isInteger(node.seed))
}

/** Whether two steps are one: a step that says or leads to something else is another. @param {Node} one @param {Omit<Node, 'parent'>} other */
function isSame(one, other) {
  const key = (/** @type {Omit<Node, 'parent'>} */ { step, offered, prose }) =>
    JSON.stringify([step.scene, step.id, step.text, step.answer, offered, prose])
  return key(one) === key(other)
}
