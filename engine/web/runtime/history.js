// Where a play has stopped so far, for going back. The last stops are kept, and of those before them one in each block:
// the others are played once more from there when somebody asks, for a play comes out the same each time. So a play of
// ten thousand choices takes little memory, and goes on as quickly as a short one.

/** @typedef {import('./machine.js').Stop} Stop */

const KEPT_EVERY = 64
/** How many stops before the last are kept in any case. */
const KEPT_LAST = 2 * KEPT_EVERY

/** The stops of one play, by number; number 0 is its beginning. */
export class History {
  /**
   * @param {Stop} first
   * @param {(stop: Stop, number: number) => Stop} next plays from the stop before a number to the stop of that number
   * @param {boolean} isWhole whether each stop is kept: functions of a host need not give the same once more
   */
  constructor(first, next, isWhole) {
    /** @type {(Stop | null)[]} */
    this.stops = [first]
    this.next = next
    this.isWhole = isWhole
    /** The first number of the block that was played once more. */
    this.again = 0
  }

  get length() {
    return this.stops.length
  }

  /** @param {Stop} stop */
  push(stop) {
    const far = this.stops.push(stop) - 1 - KEPT_LAST
    if (far > 0) this.drop(far)
  }

  /** Take the last stop away. @returns {Stop} */
  pop() {
    const last = this.at(this.stops.length - 1)
    this.stops.pop()
    return last
  }

  /** @param {number} number @returns {Stop} */
  at(number) {
    return this.stops[number] ?? this.playedAgain(number)
  }

  /** @param {number} number @returns {Stop} */
  playedAgain(number) {
    const begin = number - number % KEPT_EVERY
    if (begin !== this.again) for (let each = this.again; each < this.again + KEPT_EVERY; each++) this.drop(each)
    this.again = begin
    let stop = /** @type {Stop} */ (this.stops[begin])
    for (let each = begin + 1; each < Math.min(begin + KEPT_EVERY, this.stops.length); each++) {
      stop = this.stops[each] ??= this.next(stop, each)
    }
    return /** @type {Stop} */ (this.stops[number])
  }

  /** Forget a stop that is neither the first of a block nor near the end. @param {number} number */
  drop(number) {
    if (!this.isWhole && number % KEPT_EVERY && number < this.stops.length - KEPT_LAST) this.stops[number] = null
  }
}
