// Whole numbers, as a story calculates with them: always exact, never beyond what a double holds.

import { StoryStop } from './errors.js'

/**
 * A calculation on the way to a result. What leaves the safe range is carried on as a BigInt, so that only the
 * result decides whether a story went too far.
 * @typedef {number | bigint} Exact
 */

/**
 * @param {string} operator one of + - * / %
 * @param {Exact} left
 * @param {Exact} right
 * @returns {Exact}
 */
export function calculate(operator, left, right) {
  if (typeof left === 'number' && typeof right === 'number') {
    const result = calculateSafe(operator, left, right)
    if (Number.isSafeInteger(result)) return result
  }
  return narrowed(calculateBig(operator, BigInt(left), BigInt(right)))
}

/** @param {string} operator @param {number} left @param {number} right */
function calculateSafe(operator, left, right) {
  switch (operator) {
    case '+': return left + right
    case '-': return left - right
    case '*': return left * right + 0
    case '/': return floorDivision(left, right)
    default: return left - right * floorDivision(left, right)
  }
}

/** @param {number} left @param {number} right */
function floorDivision(left, right) {
  if (right === 0) throw divisionByZero()
  const rest = left % right
  const quotient = (left - rest) / right
  return (rest !== 0 && rest < 0 !== right < 0 ? quotient - 1 : quotient) + 0
}

/** @param {string} operator @param {bigint} left @param {bigint} right */
function calculateBig(operator, left, right) {
  switch (operator) {
    case '+': return left + right
    case '-': return left - right
    case '*': return left * right
  }
  if (right === 0n) throw divisionByZero()
  const rest = left % right
  const down = rest !== 0n && rest < 0n !== right < 0n
  if (operator === '/') return left / right - (down ? 1n : 0n)
  return down ? rest + right : rest
}

function divisionByZero() {
  return new StoryStop('NC902', 'this divides by zero')
}

/** @param {bigint} value @returns {Exact} */
function narrowed(value) {
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : value
}

/**
 * A calculated number as a value of the story. Raises NC903 beyond ±MOST.
 * @param {Exact} value
 * @returns {number}
 */
export function inRange(value) {
  if (typeof value === 'number') return value
  throw new StoryStop('NC903', 'this comes to too large a number')
}

/** The nearest number from `low` to `high`. @param {number} value @param {number} low @param {number} high */
export function clamp(value, low, high) {
  if (low > high) throw new StoryStop('NC906', `\`clamp\` has no range: ${low} is more than ${high}`)
  return value < low ? low : value > high ? high : value
}

const SMALL = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
  'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen',
]
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
/** @type {[number, string][]} */
const LARGE = [[1e15, 'quadrillion'], [1e12, 'trillion'], [1e9, 'billion'], [1e6, 'million'], [1000, 'thousand']]

/**
 * A whole number in English words.
 * @param {number} number
 * @returns {string}
 */
export function words(number) {
  if (number < 0) return `minus ${words(-number)}`
  if (number < 20) return SMALL[number]
  if (number < 100) return TENS[Math.floor(number / 10)] + (number % 10 ? `-${SMALL[number % 10]}` : '')
  if (number < 1000) {
    const rest = number % 100
    return `${SMALL[Math.floor(number / 100)]} hundred${rest ? ` and ${words(rest)}` : ''}`
  }
  const [size, name] = /** @type {[number, string]} */ (LARGE.find(([least]) => number >= least))
  const rest = number % size
  const joint = rest < 100 ? ' and ' : ' '
  return `${words((number - rest) / size)} ${name}${rest ? joint + words(rest) : ''}`
}
