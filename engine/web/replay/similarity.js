// How alike two texts are, in words or in letters: engine/paths/similarity.py says why.

import { cut } from '../runtime/values.js'
import { changesOf, ratioOf } from './sequences.js'

/** Texts that share less than this are not the same text reworded. */
export const LIKE = 0.55
/** With so many words in common, they may be. */
export const SOME = 0.25
const SAME_WORD = 0.7
const MOST_LIKE_WORDS = 400
const MOST_NEAR = 400
const MOST_REMEMBERED = 20000
const LIKE_WORD = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[\p{L}\p{N}_])+/gu

/** Unicode folds the letters of the Cherokee into the large ones, all others into the small ones. */
const CHEROKEE = /[\u13a0-\u13ff\uab70-\uabbf]/

/** A text without the difference of capital and small letters, as Unicode folds them. @param {string} text */
export function folded(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
  return [...text].map((letter) => {
    if (letter === 'ı') return letter
    return CHEROKEE.test(letter) ? letter.toUpperCase() : letter.toLowerCase().toUpperCase().toLowerCase()
  }).join('')
}

/** @param {(one: string, other: string) => number} compare @returns {(one: string, other: string) => number} */
function remembered(compare) {
  /** @type {Map<string, number>} */
  const known = new Map()
  return (one, other) => {
    const key = `${one}\0${other}`
    let found = known.get(key)
    if (found === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear()
      known.set(key, (found = compare(one, other)))
    }
    return found
  }
}

/** The share of words that two texts have in common, from 0 to 1; slips in a word are forgiven. */
export const similarity = remembered((one, other) => {
  const words = likeWords(one)
  const others = likeWords(other)
  if (!words.length || !others.length) return one.trim() === other.trim() ? 1 : 0
  let shared = 0
  for (const change of changesOf(words, others)) {
    if (change.kind === 'equal') shared += change.end - change.at
    else if (change.kind === 'replace') {
      shared += slips(words.slice(change.at, change.end), others.slice(change.other, change.otherEnd))
    }
  }
  return (2 * shared) / (words.length + others.length)
})

/** How alike two texts are by their letters, from 0 to 1. */
export const nearness = remembered((one, other) =>
  ratioOf([...cut(folded(one), MOST_NEAR)], [...cut(folded(other), MOST_NEAR)]))

/** Whether one text may be the other, reworded. @param {string} one @param {string} other */
export function isLike(one, other) {
  return similarity(one, other) >= LIKE
}

/** @param {string} text @returns {string[]} */
function likeWords(text) {
  return (folded(text).match(LIKE_WORD) ?? []).slice(0, MOST_LIKE_WORDS)
}

/**
 * How many words stand in both, in the same order, one of them with a slip.
 * @param {string[]} words @param {string[]} others
 */
function slips(words, others) {
  let shared = 0
  let start = 0
  for (const word of words) {
    for (let at = start; at < Math.min(others.length, start + 3); at++) {
      const ratio = ratioOf([...word], [...others[at]])
      if (ratio >= SAME_WORD) {
        shared += ratio
        start = at + 1
        break
      }
    }
  }
  return shared
}
