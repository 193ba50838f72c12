// Chance, counted: a draw is a pure function of the seed, the place that draws, and how often it has drawn.
// The function is MurmurHash3_x86_32 (Austin Appleby, public domain) of two 32-bit words.

import { utf8 } from './bytes.js'

/** @param {number} hash @param {number} word */
function mixed(hash, word) {
  word = Math.imul(word, 0xcc9e2d51)
  word = (word << 15) | (word >>> 17)
  hash ^= Math.imul(word, 0x1b873593)
  hash = (hash << 13) | (hash >>> 19)
  return (Math.imul(hash, 5) + 0xe6546b64) | 0
}

/** @param {number} hash @param {number} length */
function finished(hash, length) {
  hash ^= length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * MurmurHash3_x86_32 of a text's UTF-8 bytes.
 * @param {string} text
 * @returns {number} 32 bits, unsigned
 */
export function hashOfText(text) {
  const data = utf8(text)
  const whole = data.length - (data.length % 4)
  let hash = 0
  for (let at = 0; at < whole; at += 4) {
    hash = mixed(hash, data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24))
  }
  if (whole < data.length) {
    let tail = 0
    for (let at = data.length - 1; at >= whole; at--) tail = (tail << 8) | data[at]
    tail = Math.imul(tail, 0xcc9e2d51)
    tail = (tail << 15) | (tail >>> 17)
    hash ^= Math.imul(tail, 0x1b873593)
  }
  return finished(hash, data.length)
}

/** @type {Map<string, number>} */
const places = new Map()

/** The 32-bit number of a place that draws. @param {string} name */
export function placeOf(name) {
  let place = places.get(name)
  if (place === undefined) places.set(name, (place = hashOfText(name)))
  return place
}

/**
 * The draw number `count` (from 0) of a place: 32 bits, unsigned.
 * @param {number} seed @param {number} place @param {number} count
 */
export function draw(seed, place, count) {
  return finished(mixed(mixed(seed | 0, place), count % 0x100000000), 8)
}

/**
 * A drawn whole number from low to high, both included.
 * @param {number} seed @param {number} place @param {number} count @param {number} low @param {number} high
 */
export function numberBetween(seed, place, count, low, high) {
  return low + (draw(seed, place, count) % (high - low + 1))
}

/**
 * The index of the scene that is drawn: each draws a number of its own, and the highest wins (rendezvous hashing).
 * @param {number} seed @param {number} place @param {number} count
 * @param {number[]} scenes the numbers of their oldest names (`placeOf`)
 */
export function winner(seed, place, count, scenes) {
  const drawn = mixed(mixed(seed | 0, place), count % 0x100000000)
  const scores = scenes.map((scene) => finished(mixed(drawn, scene), 12))
  return scores.indexOf(scores.reduce((one, other) => Math.max(one, other)))
}

/**
 * The order of a shuffle's items in its pass number `pass`: Fisher and Yates, from the last item down.
 * @param {number} seed @param {number} place @param {number} pass @param {number} size
 */
export function orderOf(seed, place, pass, size) {
  const items = Array.from({ length: size }, (_, item) => item)
  for (let last = size - 1; last > 0; last--) {
    const other = draw(seed, place, pass * size + last) % (last + 1)
    ;[items[last], items[other]] = [items[other], items[last]]
  }
  return items
}
