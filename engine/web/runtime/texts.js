// What the functions of the language do with texts. Letters and lengths are those of single code points.

import { StoryStop } from './errors.js'
import { MOST_DIGITS, MOST_VALUE } from './limits.js'
import { WIDE } from './text.js'
import { cut, lengthOf, namesIn } from './values.js'

/** Above, pairs of letters still come into Unicode. */
const LAST_LETTER = 0x1fff
/** Words before the last of a list: of Chinese or Japanese, and those that are written as one with what follows. */
const WIDE_WORD = new RegExp(`^[${WIDE}]`, 'u')
const PREFIXES = ['و', 'ו']

/** One text behind another. @param {string} one @param {string} other */
export function joined(one, other) {
  const length = lengthOf(one) + lengthOf(other)
  if (length > MOST_VALUE) throw new StoryStop('NC911', `this text would have ${length} characters`)
  return one + other
}

/** @param {string} letter @param {string} other */
function oneLetter(letter, other) {
  return lengthOf(other) === 1 && /** @type {number} */ (letter.codePointAt(0)) <= LAST_LETTER ? other : letter
}

/** The text in capital letters. @param {string} text */
export function upper(text) {
  return [...text].map((letter) => oneLetter(letter, letter.toUpperCase())).join('')
}

/** The text in small letters. @param {string} text */
export function lower(text) {
  return [...text].map((letter) => oneLetter(letter, letter.toLowerCase())).join('')
}

/** The text with a capital first letter. @param {string} text */
export function capital(text) {
  const first = cut(text, 1)
  return upper(first) + text.slice(first.length)
}

/**
 * A whole number of tenths, hundredths or so, with a point before its last digits.
 * @param {number} number @param {number} digits
 */
export function decimal(number, digits) {
  if (digits < 0 || digits > MOST_DIGITS) throw new StoryStop('NC906', `\`decimal\` does not show ${digits} digits`)
  if (!digits) return String(number)
  const written = String(Math.abs(number)).padStart(digits + 1, '0')
  return `${number < 0 ? '-' : ''}${written.slice(0, -digits)}.${written.slice(-digits)}`
}

/**
 * The words of the names in a set: `rope, lamp and bell`.
 * @param {bigint} members @param {string} conjunction @param {string[]} words
 */
export function listed(members, conjunction, words) {
  const held = namesIn(members, words)
  if (held.length < 2) return held.join('')
  const first = held.slice(0, -1)
  const last = held[held.length - 1]
  if (WIDE_WORD.test(conjunction)) return `${first.join('、')}${conjunction}${last}`
  const comma = /^[\u0600-\u06ff]/.test(conjunction) ? '، ' : ', '
  const blank = PREFIXES.includes(conjunction) || (comma === '، ' && conjunction.endsWith(' ')) ? '' : ' '
  return `${first.join(comma)} ${conjunction}${blank}${last}`
}

/**
 * The words by which players know a name.
 * @param {string} name @param {string[]} pairs names, each with its words behind it
 */
export function wordOf(name, pairs) {
  for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === name) return pairs[at + 1]
  return name
}
