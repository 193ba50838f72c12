// Says which texts of a story a turn printed, and which values it showed.
//
// A traced story is the story with a number before each of its texts and around each value that it shows, in control
// characters that no story can hold. It plays exactly as the story does: text is no part of a state.

import { Machine } from '../runtime/machine.js'
import { proseOf } from '../runtime/paths.js'
import { paragraphsOf, plain } from '../runtime/text.js'

/** @typedef {import('../runtime/session.js').Session} Session */

const TRACES = /\x0e([tse])(\d*)\x0f/g
/** What stands before a text and joins it with another one, or styles it, stays in front of its mark. */
const LEAD = /^[\x00-\x1f ]*/
const UNSEEN_IN_TRACES = /[\x00-\x09\x0b-\x1f]/g
const A_LETTER = /[\p{L}\p{N}_]/u
const SPACES = /[\s\x1c-\x1f\x85]+/u

/**
 * A text of a story as it stands in the source, between forms; `chosen` says that something decides about it.
 * @typedef {{scene: string, words: string, chosen: boolean}} Text
 */
/**
 * A paragraph that was printed: as plain text, the numbers of its texts, and the values shown, by their places.
 * @typedef {{text: string, texts: number[], shown: [number, string][]}} Printed
 */

/**
 * A traced story: `machine` to be played, `texts` by number, and of each shown value by number its code and its kind.
 */
export class Traced {
  /** @param {any} program */
  constructor(program) {
    /** @type {Text[]} */
    this.texts = []
    /** @type {{code: string, kind: string, isVariable: boolean}[]} */
    this.shows = []
    this.scene = ''
    const scenes = program.scenes.map((/** @type {any} */ scene) => this.markedScene(scene))
    this.machine = new Machine({ ...program, scenes })
    /** @type {Map<string, number[]>} */
    this.byScene = new Map()
    this.texts.forEach((text, number) => {
      const known = this.byScene.get(text.scene)
      if (known) known.push(number)
      else this.byScene.set(text.scene, [number])
    })
  }

  /**
   * What the last turn of a session of the traced story printed. Blanks are settled without the marks, as the story
   * itself does it.
   * @param {Session} session
   * @returns {Printed[]}
   */
  printed(session) {
    const marked = session.text.map(printedOf).filter((one) => one.text)
    const said = unmarked(session).filter((one) => one.text)
    const spoken = said.map(({ speaker, text }) => (speaker ? `${speaker}: ${text}` : text))
    if (said.length !== marked.length) return spoken.map((text) => ({ text, texts: [], shown: [] }))
    return marked.map((one, place) => ({ ...one, text: spoken[place] }))
  }

  /** All that the last turn printed, exactly as the story itself prints it. @param {Session} session */
  prose(session) {
    return proseOf(unmarked(session))
  }

  /** @param {any} scene */
  markedScene(scene) {
    this.scene = scene.name
    return { ...scene, segments: scene.segments.map((/** @type {any[]} */ one) => this.operations(one, false)) }
  }

  /** @param {any[]} operations @param {boolean} chosen @returns {any[]} */
  operations(operations, chosen) {
    return operations.map((operation) => this.operation(operation, chosen))
  }

  /** @param {any[]} operation @param {boolean} chosen */
  operation(operation, chosen) {
    const [code, first, second, third] = operation
    if (code === 'say') return [code, first, this.parts(second, chosen)]
    if (code === 'if') {
      const cases = first.map((/** @type {any[]} */ [at, condition, body]) => [at, condition, this.operations(body, true)])
      return [code, cases, this.operations(second, true)]
    }
    if (code === 'vary') return [code, first, second, third.map((/** @type {any[]} */ inner) => this.operations(inner, true))]
    return operation
  }

  /** @param {any[]} parts @param {boolean} chosen @returns {any[]} */
  parts(parts, chosen) {
    return parts.flatMap((part) => {
      if (typeof part === 'string') return [this.text(part, chosen)]
      const [code, first, second, third] = part
      if (code === 'show') {
        this.shows.push({ code: JSON.stringify(second), kind: third, isVariable: Array.isArray(second) && second[0] === 'var' })
        return [`\x0es${this.shows.length - 1}\x0f`, part, '\x0ee\x0f']
      }
      if (code === 'if') {
        const cases = second.map((/** @type {any[]} */ [condition, inner]) => [condition, this.parts(inner, true)])
        return [[code, first, cases, this.parts(third, true)]]
      }
      return [[code, first, second, third.map((/** @type {any[]} */ inner) => this.parts(inner, true))]]
    })
  }

  /** @param {string} text @param {boolean} chosen */
  text(text, chosen) {
    const words = text.replace(UNSEEN_IN_TRACES, '').split(SPACES).filter((word) => word).join(' ')
    if (!A_LETTER.test(words)) return text
    this.texts.push({ scene: this.scene, words, chosen })
    return text.replace(LEAD, (lead) => `${lead}\x0et${this.texts.length - 1}\x0f`)
  }
}

/** What the last turn printed, without marks. @param {Session} session */
function unmarked({ stop: { fragments } }) {
  return paragraphsOf(fragments.map((one) => (typeof one === 'string' ? one.replace(TRACES, '') : one)))
}

/** A paragraph with what its marks say. @param {import('../runtime/text.js').Paragraph} paragraph @returns {Printed} */
function printedOf({ raw }) {
  /** @type {number[]} */
  const texts = []
  /** @type {[number, string][]} */
  const shown = []
  /** @type {{number: number, end: number} | null} */
  let open = null
  for (const { 0: mark, 1: kind, 2: number, index } of raw.matchAll(TRACES)) {
    if (kind === 't') texts.push(Number(number))
    else if (kind === 's') open = { number: Number(number), end: index + mark.length }
    else if (open !== null) {
      shown.push([open.number, raw.slice(open.end, index).replace(UNSEEN_IN_TRACES, '')])
      open = null
    }
  }
  return { text: plain(raw.replace(TRACES, '')), texts, shown }
}

/**
 * The paragraphs that were printed only in the one, and those only in the other.
 * @param {Printed[]} then @param {Printed[]} now
 */
export function onlyInOne(then, now) {
  const counts = countsOf(now.map((one) => one.text), then.map((one) => one.text))
  const count = (/** @type {Printed} */ one) => counts.get(one.text) ?? 0
  return { missing: then.filter((one) => count(one) < 0), extra: now.filter((one) => count(one) > 0) }
}

/**
 * How often each value stands in the one, less how often in the other.
 * @template T @param {T[]} one @param {T[]} other
 * @returns {Map<T, number>}
 */
export function countsOf(one, other) {
  const counts = new Map()
  for (const value of one) counts.set(value, (counts.get(value) ?? 0) + 1)
  for (const value of other) counts.set(value, (counts.get(value) ?? 0) - 1)
  return counts
}
