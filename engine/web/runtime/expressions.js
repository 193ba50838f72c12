// The values of a story's expressions in a turn.

import { BUILT_INS } from './built_ins.js'
import { numberBetween, placeOf } from './chance.js'
import { StoryStop } from './errors.js'
import { callOf, given, hostCall } from './functions.js'
import { SEED } from './layout.js'
import { MOST, MOST_SPAN } from './limits.js'
import { calculate, inRange } from './numbers.js'
import { joined, wordOf } from './texts.js'
import { nth, setOf } from './values.js'

/** @typedef {import('./turn.js').Turn} Turn */
/** @typedef {import('./numbers.js').Exact} Exact */

/** The value of an expression. @param {Turn} turn @param {any} code @returns {any} */
export function valueOf(turn, code) {
  if (!Array.isArray(code)) return code
  // Not taken apart as one pattern, which is slower: this runs most of all.
  const operator = code[0]
  const first = code[1]
  const second = code[2]
  switch (operator) {
    case 'var': return turn.w[turn.layout.variables + first]
    case 'local': return turn.values === null ? turn.w[turn.frame + first] : turn.values[first]
    case '+': case '-': case '*': case '/': case '%': return inRange(exactOf(turn, code))
    case '==': return same(valueOf(turn, first), valueOf(turn, second))
    case '!=': return !same(valueOf(turn, first), valueOf(turn, second))
    case '<': return valueOf(turn, first) < valueOf(turn, second)
    case '<=': return valueOf(turn, first) <= valueOf(turn, second)
    case '>': return valueOf(turn, first) > valueOf(turn, second)
    case '>=': return valueOf(turn, first) >= valueOf(turn, second)
    case 'and': return valueOf(turn, first) && valueOf(turn, second)
    case 'or': return valueOf(turn, first) || valueOf(turn, second)
    case 'not': return !valueOf(turn, first)
    case 'if': return valueOf(turn, first) ? valueOf(turn, second) : valueOf(turn, code[3])
    case 'has': {
      const members = setOf(valueOf(turn, first))
      const wanted = setOf(valueOf(turn, second))
      return (members & wanted) === wanted
    }
    case 'set': return setOf(code.slice(1))
    case 'union': return setOf(valueOf(turn, first)) | setOf(valueOf(turn, second))
    case 'minus': return setOf(valueOf(turn, first)) & ~setOf(valueOf(turn, second))
    case '&': return setOf(valueOf(turn, first)) & setOf(valueOf(turn, second))
    case 'only': return 1n << BigInt(code.indexOf(valueOf(turn, first), 2) - 2)
    case 'nth': return nth(setOf(valueOf(turn, first)), valueOf(turn, second), code.slice(3))
    case 'word': return wordOf(valueOf(turn, first), code.slice(2))
    case 'join': return joined(valueOf(turn, first), valueOf(turn, second))
    case 'visits': return turn.counted(turn.counter(`visits ${first}`))
    case 'turns': return turn.w[/** @type {number} */ (turn.layout.turns)]
    case 'since': {
      const turns = turn.w[/** @type {number} */ (turn.layout.turns)]
      const seen = turn.counted(turn.counter(`since ${first}`))
      return seen === 0 ? turns + 1 : turns - seen + 1
    }
    case 'random': return randomOf(turn, valueOf(turn, first), upTo(turn, second), code[3])
    case 'chance': {
      const percent = valueOf(turn, first)
      return numberBetween(turn.w[SEED], placeOf(second), turn.drawing(`draw ${second}`), 0, 99) < percent
    }
    case 'call': return callOf(turn, first, second)
    case 'extern': return hostCall(turn, turn.program.functions[first], given(turn, first, second))
  }
  const builtIn = BUILT_INS.get(operator)
  if (builtIn === undefined) throw new StoryStop('NC910', `unknown expression ${operator}`)
  const value = applied(turn, builtIn, code)
  return typeof value === 'number' ? checked(value, -MOST, MOST) : value
}

/**
 * What a function of the language makes of its values.
 * @param {Turn} turn @param {(...values: any[]) => any} builtIn @param {any[]} code
 */
function applied(turn, builtIn, code) {
  return builtIn(...code.slice(1).map((/** @type {any} */ one) => valueOf(turn, one)))
}

/**
 * The value of an expression whose result is checked by whoever asks for it.
 * @param {Turn} turn @param {any} code
 * @returns {Exact}
 */
export function exactOf(turn, code) {
  if (!Array.isArray(code)) return code
  switch (code[0]) {
    case '+':
      // The usual case by itself: values are in the safe range, and so their sum is exact.
      if (code.length === 3) {
        const left = valueOf(turn, code[1])
        const right = valueOf(turn, code[2])
        const sum = left + right
        return sum <= MOST && sum >= -MOST ? sum : calculate('+', left, right)
      }
    // falls through
    case '-': case '*': case '/': case '%':
      if (code.length === 2) return calculate('-', 0, valueOf(turn, code[1]))
      return calculate(code[0], valueOf(turn, code[1]), valueOf(turn, code[2]))
  }
  const builtIn = BUILT_INS.get(code[0])
  return builtIn === undefined ? valueOf(turn, code) : applied(turn, builtIn, code)
}

/** The upper bound of a draw; of the names of a set, as many as it holds. @param {Turn} turn @param {any} code */
function upTo(turn, code) {
  const high = valueOf(turn, code)
  if (high || !Array.isArray(code) || code[0] !== 'count') return high
  throw new StoryStop('NC906', '`random` has nothing to draw from: the set is empty')
}

/** @param {Turn} turn @param {number} low @param {number} high @param {string} name */
function randomOf(turn, low, high, name) {
  if (low > high) throw new StoryStop('NC906', `\`random(${low}, ${high})\` has nothing to draw from`)
  if (high - low >= MOST_SPAN) throw new StoryStop('NC906', `\`random(${low}, ${high})\` draws from too many numbers`)
  return numberBetween(turn.w[SEED], placeOf(name), turn.drawing(`draw ${name}`), low, high)
}

/** A value for a variable of a type that is no number. @param {any} value @param {any} type */
export function fitted(value, type) {
  return type[0] === 'set' ? setOf(value) : value
}

/** A number within its bounds. @param {Exact} value @param {number} low @param {number} high @returns {number} */
export function checked(value, low, high) {
  if (value >= low && value <= high) return /** @type {number} */ (value)
  const code = low === -MOST && high === MOST ? 'NC903' : 'NC901'
  throw new StoryStop(code, `a number would be ${value}; its range is ${low} to ${high}`)
}

/** Whether two values are equal; a set may stand as a number in a program. @param {any} left @param {any} right */
function same(left, right) {
  if (typeof left === 'bigint' || typeof right === 'bigint') return setOf(left) === setOf(right)
  return left === right
}
