// Values and their types: what fits, and how values come in from outside and go out.
// Inside, a set is a BigInt, a bit for each of its names; outside it is a list of them.

import { StoryStop } from './errors.js'
import { MOST, MOST_ANSWER, MOST_TEXT } from './limits.js'

/** @typedef {[kind: string, low: number | null, high: number | null, names: string[]]} Type */

const UNWANTED = new RegExp(
  '[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufeff\\ufffe\\uffff]', 'gu')
const BLANKS = /[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+/u

/** A set as the state keeps it; a program tells the places of its names. @param {any} value */
export function setOf(value) {
  if (Array.isArray(value)) return value.reduce((set, place) => set | (1n << BigInt(place)), 0n)
  return typeof value === 'bigint' ? value : BigInt(value)
}

/** A text from outside as a story takes it: on one line, without unwanted characters. @param {string} text */
export function cleaned(text) {
  return text.replace(UNWANTED, ' ').split(BLANKS).filter((word) => word).join(' ')
}

/** The value with which a local variable of a function begins. @param {any} type @returns {any} */
export function firstValue([kind, low, high, names]) {
  if (kind === 'number') return low === null || (low <= 0 && high >= 0) ? 0 : low
  return kind === 'truth' ? false : kind === 'text' ? '' : kind === 'names' ? names[0] : 0n
}

/** The first characters (code points) of a text. @param {string} text @param {number} most */
export function cut(text, most) {
  return text.length <= most ? text : [...text].slice(0, most).join('')
}

/** How many code points a text has. @param {string} text */
export function lengthOf(text) {
  return [...text].length
}

/** The names in a set, in the order in which they are declared. @param {bigint} value @param {string[]} names */
export function namesIn(value, names) {
  return names.filter((_, place) => (value >> BigInt(place)) & 1n)
}

/** How many names a set holds. @param {bigint} value */
export function sizeOf(value) {
  let size = 0
  for (let rest = value; rest; rest &= rest - 1n) size++
  return size
}

/**
 * The name of a set that is so-many-th in it, from 1 on.
 * @param {bigint} value @param {number} number @param {string[]} names
 */
export function nth(value, number, names) {
  const held = namesIn(value, names)
  if (number < 1 || number > held.length) throw new StoryStop('NC906', `there is no number ${number} in a set of ${held.length}`)
  return held[number - 1]
}

/** A value as the outside sees it. @param {any} value @param {Type} type */
export function outerValue(value, type) {
  return type[0] === 'set' ? namesIn(value, type[3]) : value
}

/**
 * A value from outside as a state keeps it, or undefined if it is not of the type.
 * @param {any} value @param {Type} type
 */
export function innerValue(value, [kind, low, high, names]) {
  switch (kind) {
    case 'truth': return typeof value === 'boolean' ? value : undefined
    case 'number': {
      const fits = Number.isSafeInteger(value) && value >= (low ?? -MOST) && value <= (high ?? MOST)
      return fits ? value + 0 : undefined
    }
    case 'names': return names.includes(value) ? value : undefined
    case 'text': return typeof value === 'string' ? cut(cleaned(cut(value, MOST_TEXT)), MOST_ANSWER) : undefined
  }
  if (!Array.isArray(value) || !value.every((name) => names.includes(name))) return undefined
  return value.reduce((set, name) => set | (1n << BigInt(names.indexOf(name))), 0n)
}
