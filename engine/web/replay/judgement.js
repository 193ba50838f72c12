// The one judgement of a difference between what happened then and what happens now. What it is, and why, stands in
// engine/paths/judgement.py; this is the same for a page.

import {
  IS_EDITED, IS_REWORDED, IS_SAME, VERDICT, isEqual, judgement, namedEnding, quoted, written,
} from './differences.js'
import { isLike } from './similarity.js'
import { Pairing } from './text_pairing.js'
import { ownName } from './renames.js'
import { countsOf, onlyInOne } from './tracing.js'
import { StoryIndex } from './story_index.js'

/** @typedef {import('./differences.js').Judgement} Judgement */
/** @typedef {import('./tracing.js').Printed} Printed */
/** @typedef {import('./tracing.js').Traced} Traced */
/** @typedef {import('./renames.js').Renames} Renames */

/**
 * Where a play stands after a turn, and what the turn printed.
 * @typedef {{scene: string, ending: string | null, values: Map<string, any>, points: string[], printed: Printed[]}} Place
 */

const DECIMAL = /^\p{Nd}+$/u

/** Judges the steps of one play by the version of the story in which it was recorded, one after the other. */
export class Judge {
  /** @param {Traced} old @param {Traced} now @param {Renames} renames @param {StoryIndex} where */
  constructor(old, now, renames, where) {
    this.old = old
    this.now = now
    this.renames = renames
    this.where = where
    this.pairing = new Pairing(old, now, renames)
    this.oldWhere = new StoryIndex(old.machine.program)
    /** @type {Map<string, any[]>} */
    this.differing = new Map()
  }

  /**
   * What became of a turn; `printed` gives what it prints now.
   * @param {Place} then @param {Place} now @param {() => Printed[]} printed @param {boolean} sameProse
   * @returns {Judgement}
   */
  judge(then, now, printed, sameProse) {
    const values = this.values(then.values, now.values)
    const other = this.ending(then, now) ?? this.scene(then, now, sameProse) ?? values ?? this.point(then, now)
    if (other !== null) return other
    return sameProse ? IS_SAME : this.prose(then.printed, printed())
  }

  // ------------------------------------------------------------ places and values

  /** @param {Place} then @param {Place} now @returns {Judgement | null} */
  ending({ ending: then }, { ending: now }) {
    if (then === now || (then && this.renames.ending(then) === now)) return null
    if (then && now && this.isRewordedEnding(then, now)) return null
    return outcome(`it led to ${namedEnding(then)}, and leads to ${namedEnding(now)} now`)
  }

  /** @param {string} old @param {string} now */
  isRewordedEnding(old, now) {
    const { endings: olds } = this.old.machine.program
    const { endings: news } = this.now.machine.program
    return !news.includes(old) && !olds.includes(now) && isLike(old, now)
  }

  /** @param {Place} then @param {Place} now @param {boolean} sameProse @returns {Judgement | null} */
  scene(then, now, sameProse) {
    if (this.renames.scene(then.scene) === now.scene) return null
    if (!this.renames.known.has(then.scene) && !this.oldWhere.scenes.has(now.scene)) {
      const others = new Set(now.points.map(ownName))
      if (sameProse || then.points.some((id) => others.has(ownName(id)))) return null
    }
    return outcome(`it led to scene \`${then.scene}\`, and leads to \`${now.scene}\` now`)
  }

  /**
   * The first value that differs and did not differ before in the same way.
   * @param {Map<string, any>} then @param {Map<string, any>} now
   * @returns {Judgement | null}
   */
  values(then, now) {
    const differing = new Map()
    /** @type {Judgement | null} */
    let found = null
    for (const [oldName, oldValue] of then) {
      const name = this.renames.variable(oldName)
      const old = this.renames.value(oldName, oldValue)
      const value = now.get(name)
      if (!now.has(name) || isEqual(value, old) || isRewordedValue(old, value)) continue
      differing.set(name, [old, value])
      if (found === null && !isEqual(this.differing.get(name), [old, value])) {
        found = outcome(`\`${name}\` is ${written(value)}, and was ${written(old)}`)
      }
    }
    this.differing = differing
    return found
  }

  /**
   * Whether the play stops elsewhere in its scene: among choices that are other ones, and were so then.
   * @param {Place} then @param {Place} now
   * @returns {Judgement | null}
   */
  point(then, now) {
    const old = then.points.map((id) => this.renames.choice(id))
    if (!old.length || !now.points.length || old.some((id) => now.points.includes(id))) return null
    if (old.some((id) => this.where.members.has(id)) || now.points.some((id) => this.oldWhere.members.has(id))) {
      return outcome('the play stops among other choices than it did')
    }
    return null
  }

  // ------------------------------------------------------------ prose

  /** @param {Printed[]} then @param {Printed[]} now @returns {Judgement} */
  prose(then, now) {
    const { missing: olds, extra: news } = onlyInOne(then, now)
    // How often each was printed: a loop that goes round once more prints nothing that it had not.
    const countsThen = countsOf(then.flatMap((one) => one.texts), [])
    const countsNow = countsOf(now.flatMap((one) => one.texts), [])
    const { missing, extra } = this.unlike(olds, news)
    let edited = false
    for (const old of missing) {
      const partner = this.pairing.partner(old)
      edited = edited || partner === undefined
      if (partner !== undefined && (countsNow.get(partner) ?? 0) < (countsThen.get(old) ?? 0)) {
        return outcome(said(this.old.texts[old].words, extra.length ? this.now.texts[extra[0]].words : null))
      }
    }
    for (const one of extra) {
      const origin = this.pairing.origin(one)
      edited = edited || origin === undefined
      if (origin !== undefined && (countsThen.get(origin) ?? 0) < (countsNow.get(one) ?? 0)) {
        return outcome(said(missing.length ? this.old.texts[missing[0]].words : null, this.now.texts[one].words))
      }
    }
    return this.shown(olds, news) ?? (edited ? IS_EDITED : IS_REWORDED)
  }

  /**
   * The texts that were printed only then, and those that are printed only now.
   * @param {Printed[]} olds @param {Printed[]} news
   */
  unlike(olds, news) {
    const before = olds.flatMap((one) => one.texts)
    const now = news.flatMap((one) => one.texts)
    const counts = countsOf(now.map((one) => this.now.texts[one].words), before.map((one) => this.old.texts[one].words))
    return {
      missing: before.filter((one) => (counts.get(this.old.texts[one].words) ?? 0) < 0),
      extra: now.filter((one) => (counts.get(this.now.texts[one].words) ?? 0) > 0),
    }
  }

  /**
   * A value that is shown where the same one was shown, and is another.
   * @param {Printed[]} olds @param {Printed[]} news
   * @returns {Judgement | null}
   */
  shown(olds, news) {
    const before = olds.flatMap((one) => one.shown.map(([number, value]) => ({ ...this.old.shows[number], value })))
    const now = news.flatMap((one) => one.shown.map(([number, value]) => ({ ...this.now.shows[number], value })))
    for (const [old, value] of sameShows(before, now)) {
      if (old !== value && ((DECIMAL.test(old) && DECIMAL.test(value)) || !isLike(old, value))) {
        return outcome(`it said “${old}”, and says “${value}” now`)
      }
    }
    return null
  }
}

/** @typedef {{code: string, kind: string, isVariable: boolean, value: string}} Shown */

/**
 * The values of expressions that stand in both: equal ones in their order; of the rest, numbers in their order.
 * @param {Shown[]} before @param {Shown[]} now
 * @returns {[string, string][]}
 */
function sameShows(before, now) {
  /** @type {Map<string, string[]>} */
  const left = new Map()
  for (const one of now) {
    if (isAVariables(one)) continue
    if (!left.has(one.code)) left.set(one.code, [])
    left.get(one.code)?.push(one.value)
  }
  /** @type {[string, string][]} */
  const pairs = []
  const numbers = []
  for (const one of before) {
    const same = left.get(one.code)?.shift()
    if (same !== undefined) pairs.push([one.value, same])
    else if (!isAVariables(one) && DECIMAL.test(one.value)) numbers.push(one.value)
  }
  const others = [...left.values()].flat().filter((value) => DECIMAL.test(value))
  if (numbers.length === others.length) numbers.forEach((value, place) => pairs.push([value, others[place]]))
  return pairs
}

/** Whether it shows a variable's name or text: the values of variables are compared themselves. @param {Shown} shown */
function isAVariables({ kind, isVariable }) {
  return isVariable && ['names', 'set', 'text'].includes(kind)
}

/** @param {any} old @param {any} now */
function isRewordedValue(old, now) {
  return typeof old === 'string' && typeof now === 'string' && (old.includes(' ') || now.includes(' ')) && isLike(old, now)
}

/** @param {string} why */
function outcome(why) {
  return judgement(VERDICT.OUTCOME, why)
}

/** @param {string | null} old @param {string | null} now */
function said(old, now) {
  if (old === null) return `it says ${quoted(now ?? '')}, which it did not`
  return `it said ${quoted(old)}, and ${now === null ? 'does not now' : `says ${quoted(now)} now`}`
}
