// The hashes of saved paths: BLAKE2s (RFC 7693) with four bytes of digest, enough to see a change.

import { utf8 } from './bytes.js'

const START = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]
const ROUNDS = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
]
const COLUMNS_AND_DIAGONALS = [
  [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13],
  [3, 4, 9, 14],
]
const BLOCK = 64

/** @param {number} word @param {number} by */
function rotated(word, by) {
  return (word >>> by) | (word << (32 - by))
}

/**
 * Mix one block into the hash.
 * @param {Int32Array} hash @param {number[]} block @param {number} counted @param {boolean} last
 */
function compress(hash, block, counted, last) {
  const words = Array.from({ length: 16 }, (_, at) =>
    block[4 * at] | (block[4 * at + 1] << 8) | (block[4 * at + 2] << 16) | (block[4 * at + 3] << 24))
  const v = new Int32Array(16)
  v.set(hash)
  v.set(START.map((word) => word | 0), 8)
  v[12] ^= counted
  if (last) v[14] = ~v[14]
  for (const order of ROUNDS) {
    COLUMNS_AND_DIAGONALS.forEach(([a, b, c, d], at) => {
      for (const [word, first, second] of [[words[order[2 * at]], 16, 12], [words[order[2 * at + 1]], 8, 7]]) {
        v[a] += v[b] + word
        v[d] = rotated(v[d] ^ v[a], first)
        v[c] += v[d]
        v[b] = rotated(v[b] ^ v[c], second)
      }
    })
  }
  for (let at = 0; at < 8; at++) hash[at] ^= v[at] ^ v[at + 8]
}

/**
 * The hash of a text: 8 hexadecimal digits.
 * @param {string} text
 */
export function hashOf(text) {
  const bytes = utf8(text)
  const hash = Int32Array.from(START)
  hash[0] ^= 0x01010000 ^ 4
  for (let at = 0; at === 0 || at < bytes.length; at += BLOCK) {
    const block = bytes.slice(at, at + BLOCK)
    const last = at + BLOCK >= bytes.length
    compress(hash, [...block, ...new Array(BLOCK - block.length).fill(0)], at + block.length, last)
  }
  return [0, 8, 16, 24].map((shift) => ((hash[0] >>> shift) & 255).toString(16).padStart(2, '0')).join('')
}
