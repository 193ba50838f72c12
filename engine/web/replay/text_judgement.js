// Judges a turn by the text that a path has of it, where nobody kept the version in which it was recorded.

import { IS_EDITED, IS_REWORDED, VERDICT, isEqual, judgement, quoted } from './differences.js'
import { LIKE, similarity } from './similarity.js'
import { onlyInOne } from './tracing.js'

/** @typedef {import('./tracing.js').Printed} Printed */

const UNKNOWN_TEXT = 'it prints something else, and the path has not kept what it printed'
const LEAST_LETTERS = 3
const A_NUMBER = /\p{Nd}+/gu

/**
 * What became of a turn whose prose differs.
 * @param {string | null} old @param {Printed[]} now @param {import('./tracing.js').Traced} traced
 * @param {Set<string>} places the scenes in which the play stood before and stands now
 * @param {string[]} [known] what other turns of the play printed then
 */
export function judgeTexts(old, now, traced, places, known = []) {
  if (old === null) return judgement(VERDICT.UNTOLD, UNKNOWN_TEXT)
  const then = old.split('\n\n').filter((text) => text).map((text) => ({ text, texts: [], shown: [] }))
  const { missing, extra } = onlyInOne(then, now)
  const printed = new Set(now.flatMap((one) => one.texts))
  const everywhere = new Set(traced.texts.map((text) => text.words))
  const scenes = new Set([...places, ...[...printed].map((number) => traced.texts[number].scene)])
  const said = new Set([...printed].map((number) => traced.texts[number].words))
  const unsaid = [...scenes].flatMap((scene) => traced.byScene.get(scene) ?? [])
    .filter((number) => !printed.has(number) && !said.has(traced.texts[number].words))
    .map((number) => traced.texts[number].words)
    .filter((words) => [...words].length >= LEAST_LETTERS)
  let edited = false
  for (const paragraph of missing) {
    const near = mostLike(paragraph.text, extra)
    const ratio = near === null ? 0 : similarity(paragraph.text, near.text)
    const says = near === null ? 'does not now' : `says ${quoted(near.text)} now`
    // It stands in a scene to which the play did not come.
    if (everywhere.has(paragraph.text) && !said.has(paragraph.text)) unsaid.push(paragraph.text)
    for (const words of unsaid) {
      const stands = hasWords(paragraph.text, words) && !(near && hasWords(near.text, words))
      const like = similarity(paragraph.text, words)
      if (stands || (like >= LIKE && like > ratio)) {
        return judgement(VERDICT.OUTCOME, `it said ${quoted(paragraph.text)}, and ${says}`)
      }
    }
    if (near !== null && ratio >= LIKE) {
      extra.splice(extra.indexOf(near), 1)
      if (showsOthers(paragraph.text, near) || saysMoreOften(paragraph.text, near, traced)) {
        return judgement(VERDICT.OUTCOME, `it said ${quoted(paragraph.text)}, and ${says}`)
      }
    } else if (extra.length) {
      const why = `it said ${quoted(paragraph.text)}, and says ${quoted(extra[0].text)} now`
      return judgement(VERDICT.UNTOLD, `${why}, which may be the same in other words`)
    } else edited = true
  }
  for (const one of extra) {
    // What another turn of the play printed is not new in the story.
    const stood = (/** @type {string} */ words) => [...words].length >= LEAST_LETTERS &&
      known.some((text) => text !== old && hasWords(text, words))
    if (one.texts.some((number) => stood(traced.texts[number].words))) {
      return judgement(VERDICT.OUTCOME, `it says ${quoted(one.text)}, which it did not`)
    }
    const texts = one.texts.map((number) => traced.texts[number])
    if (texts.some((text) => text.chosen || !places.has(text.scene))) {
      return judgement(VERDICT.UNTOLD, `it says ${quoted(one.text)}, which may be new in the story`)
    }
  }
  return edited || extra.length ? IS_EDITED : IS_REWORDED
}

/**
 * The paragraph most like a text, the first of several.
 * @param {string} text @param {Printed[]} paragraphs
 * @returns {Printed | null}
 */
function mostLike(text, paragraphs) {
  /** @type {Printed | null} */
  let best = null
  let most = -1
  for (const one of paragraphs) {
    const ratio = similarity(text, one.text)
    if (ratio > most) {
      best = one
      most = ratio
    }
  }
  return best
}

/**
 * Whether a text was printed more or less often in a paragraph: a loop went round other times.
 * @param {string} old @param {Printed} now @param {import('./tracing.js').Traced} traced
 */
function saysMoreOften(old, now, traced) {
  const said = now.texts.map((number) => traced.texts[number].words)
  return said.some((words) => {
    const count = [...words].length >= LEAST_LETTERS ? timesIn(old, words) : 0
    return count > 0 && count !== said.filter((one) => one === words).length
  })
}

/** Whether words stand in a text as whole words. @param {string} text @param {string} words */
function hasWords(text, words) {
  return timesIn(text, words) > 0
}

/** How often words stand in a text as whole words, one behind the other. @param {string} text @param {string} words */
function timesIn(text, words) {
  let count = 0
  for (let at = text.indexOf(words); at >= 0;) {
    const isWhole = !/[\p{L}\p{N}_]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{N}_]/u.test(text.slice(at + words.length))
    count += Number(isWhole)
    at = text.indexOf(words, at + (isWhole ? words.length : 1))
  }
  return count
}

/** Whether a text shows other numbers than the one that it was. @param {string} old @param {Printed} now */
function showsOthers(old, now) {
  return now.shown.some(([, value]) => /^\p{Nd}+$/u.test(value)) && !isEqual(old.match(A_NUMBER), now.text.match(A_NUMBER))
}
