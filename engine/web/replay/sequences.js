// The longest stretches that two rows have in common, as Python's difflib finds them without its heuristics: what is
// said of a difference rests on them, and has to be the same here as there.

/** @template T @typedef {ArrayLike<T> & {slice(from: number, to?: number): T[]}} Row */
/** @typedef {{at: number, other: number, size: number}} Block where a stretch stands in the one and in the other row */
/**
 * @typedef {{kind: 'equal' | 'replace' | 'delete' | 'insert', at: number, end: number, other: number, otherEnd: number}} Change
 */

/** @template T @param {Row<T>} row @returns {Map<T, number[]>} where each value stands */
function placesIn(row) {
  const places = new Map()
  for (let at = 0; at < row.length; at++) {
    const known = places.get(row[at])
    if (known) known.push(at)
    else places.set(row[at], [at])
  }
  return places
}

/**
 * The longest common stretch of a part of both rows; of several, the one that begins first in the one, then in the other.
 * @template T @param {Row<T>} row @param {Map<T, number[]>} places @param {number} low @param {number} high
 * @param {number} otherLow @param {number} otherHigh @returns {Block}
 */
function longest(row, places, low, high, otherLow, otherHigh) {
  let best = { at: low, other: otherLow, size: 0 }
  /** How long a stretch ends at each place of the other row. @type {Map<number, number>} */
  let ending = new Map()
  for (let at = low; at < high; at++) {
    const next = new Map()
    for (const other of places.get(row[at]) ?? []) {
      if (other < otherLow) continue
      if (other >= otherHigh) break
      const size = (ending.get(other - 1) ?? 0) + 1
      next.set(other, size)
      if (size > best.size) best = { at: at - size + 1, other: other - size + 1, size }
    }
    ending = next
  }
  return best
}

/**
 * The stretches that two rows have in common, in their order.
 * @template T @param {Row<T>} row @param {Row<T>} others
 * @returns {Block[]}
 */
export function matchingBlocks(row, others) {
  const places = placesIn(others)
  const waiting = [[0, row.length, 0, others.length]]
  /** @type {Block[]} */
  const found = []
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const [low, high, otherLow, otherHigh] = part
    const block = longest(row, places, low, high, otherLow, otherHigh)
    const { at, other, size } = block
    if (!size) continue
    found.push(block)
    if (low < at && otherLow < other) waiting.push([low, at, otherLow, other])
    if (at + size < high && other + size < otherHigh) waiting.push([at + size, high, other + size, otherHigh])
  }
  found.sort((one, two) => one.at - two.at || one.other - two.other)
  /** @type {Block[]} */
  const joined = []
  for (const block of found) {
    const last = joined[joined.length - 1]
    if (last && last.at + last.size === block.at && last.other + last.size === block.other) last.size += block.size
    else joined.push({ ...block })
  }
  return joined
}

/** How one row becomes the other. @template T @param {Row<T>} row @param {Row<T>} others @returns {Change[]} */
export function changesOf(row, others) {
  /** @type {Change[]} */
  const changes = []
  let at = 0
  let other = 0
  for (const block of [...matchingBlocks(row, others), { at: row.length, other: others.length, size: 0 }]) {
    if (at < block.at || other < block.other) {
      const kind = at === block.at ? 'insert' : other === block.other ? 'delete' : 'replace'
      changes.push({ kind, at, end: block.at, other, otherEnd: block.other })
    }
    at = block.at + block.size
    other = block.other + block.size
    if (block.size) changes.push({ kind: 'equal', at: block.at, end: at, other: block.other, otherEnd: other })
  }
  return changes
}

/** The share that two rows have in common, from 0 to 1. @template T @param {Row<T>} row @param {Row<T>} others */
export function ratioOf(row, others) {
  const length = row.length + others.length
  if (!length) return 1
  return (2 * matchingBlocks(row, others).reduce((sum, block) => sum + block.size, 0)) / length
}
