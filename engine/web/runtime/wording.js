// The texts of a story: what its parts come to in a turn.

import { orderOf, placeOf } from './chance.js'
import { valueOf } from './expressions.js'
import { SEED } from './layout.js'
import { NOTHING } from './text.js'
import { namesIn, setOf } from './values.js'

/** @typedef {import('./turn.js').Turn} Turn */

/** The text of some parts. @param {Turn} turn @param {any[]} parts @returns {string} */
export function wording(turn, parts) {
  if (parts.length === 1) return typeof parts[0] === 'string' ? parts[0] || NOTHING : partOf(turn, parts[0])
  let text = ''
  let isPlain = true
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]
    if (typeof part === 'string') text += part
    else {
      text += partOf(turn, part)
      isPlain = false
    }
  }
  return text === '' && isPlain ? NOTHING : text
}

/** @param {Turn} turn @param {any[]} part @returns {string} */
function partOf(turn, part) {
  if (part[0] === 'show') return shownValue(valueOf(turn, part[2]), part[3], part[4])
  if (part[0] === 'if') {
    for (const one of part[2]) if (valueOf(turn, one[0])) return wording(turn, one[1])
    return wording(turn, part[3])
  }
  const parts = part[3][advance(turn, part[1], part[2], part[3].length)]
  return parts === undefined ? NOTHING : wording(turn, parts)
}

/** @param {any} value @param {string} kind @param {string[]} names */
function shownValue(value, kind, names) {
  if (kind === 'text') return value || NOTHING
  if (kind === 'set') return namesIn(setOf(value), names).join(', ') || NOTHING
  return String(value)
}

/**
 * The item of a variation whose turn it is.
 * @param {Turn} turn @param {string} kind @param {string} name @param {number} size
 */
export function advance(turn, kind, name, size) {
  const counter = turn.counter(name)
  const number = turn.counted(counter)
  switch (kind) {
    case 'then':
      if (number < size - 1) turn.keep(counter, number + 1)
      return number
    case 'cycle':
      turn.keep(counter, (number + 1) % size)
      return number
    case 'once':
      if (number < size) turn.keep(counter, number + 1)
      return number
  }
  turn.keep(counter, number + 1)
  return orderOf(turn.w[SEED], placeOf(name), Math.floor(number / size), size)[number % size]
}
