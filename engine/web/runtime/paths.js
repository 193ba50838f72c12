// Saved paths: a play as the same file that the terminal reads and writes (docs/saved-path.schema.json).

import { hashOf } from './hashes.js'
import { Session } from './session.js'

/** @typedef {import('./machine.js').Machine} Machine */
/** @typedef {import('./machine.js').Functions} Functions */
/** @typedef {import('./session.js').Step} Step */
/** @typedef {import('./text.js').Paragraph} Paragraph */

const FORMAT = 'nightcap path'
const VERSION = 2
const MOST_SAVED_STEPS = 100000

/** @typedef {Step & {offered?: string[], state?: string, prose?: string, changed?: Record<string, any>}} SavedStep */
/** @typedef {{format: string, version: number, story: {title: string, ifid: string, source: string}, seed: number,
 *   steps: SavedStep[], [key: string]: any}} SavedPath */

/** What a turn printed as plain text: paragraphs apart by a blank line, speakers before a colon. @param {Paragraph[]} paragraphs */
export function proseOf(paragraphs) {
  return paragraphs.map(({ speaker, text }) => (speaker ? `${speaker}: ${text}` : text)).join('\n\n')
}

/** The hash of all variables: that of canonical JSON, names in the order of their code points. @param {Record<string, any>} values */
export function hashOfValues(values) {
  const names = Object.keys(values).sort(byCodePoints)
  return hashOf(`{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(values[name])}`).join(',')}}`)
}

/** @param {string} one @param {string} other */
function byCodePoints(one, other) {
  const left = [...one]
  const right = [...other]
  const at = left.findIndex((character, number) => character !== right[number])
  if (at < 0 || at >= right.length) return left.length - right.length
  return /** @type {number} */ (left[at].codePointAt(0)) - /** @type {number} */ (right[at].codePointAt(0))
}

/** The id of the question that is asked: its scene and its variable. @param {Session} session */
export function questionId(session) {
  const { layout, program } = session.machine
  const scene = session.scene
  const number = /** @type {import('./machine.js').Question} */ (session.question).slot - layout.variables
  const isVariable = number >= 0 && number < program.variables.length
  const local = number + layout.variables - layout.frames[program.scenes.indexOf(scene)]
  return `${scene.name}.${isVariable ? program.variables[number].name : scene.frame[local][0]}`
}

/** A step as a path writes it, of where a session stands before it. @param {Session} session @param {Step} step @returns {SavedStep} */
export function savedStep(session, step) {
  const { question } = session
  if (question) return { ...step, id: questionId(session), text: question.text }
  return { ...step, scene: session.scene.name, offered: session.choices.map((choice) => choice.id) }
}

/**
 * The path of a play, made by playing it once more from the beginning.
 * @param {Session} session
 * @returns {SavedPath}
 */
export function pathOf(session) {
  const { program } = session.machine
  const again = new Session(session.machine, session.seed, session.functions)
  /** @type {Record<string, string>} */
  const texts = {}
  const printed = () => {
    const prose = proseOf(again.text)
    const hash = hashOf(prose)
    if (prose) texts[hash] = prose
    return hash
  }
  const variables = again.variables
  const begin = { state: hashOfValues(variables), prose: printed() }
  const steps = session.steps.map((step) => {
    const before = again.variables
    const saved = savedStep(again, step)
    take(again, step)
    const after = again.variables
    const changed = Object.fromEntries(Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])))
    const hashes = { state: hashOfValues(after), prose: printed() }
    return { ...withoutNull(saved), ...hashes, ...(Object.keys(changed).length ? { changed } : {}) }
  })
  const ending = again.ending
  return {
    format: FORMAT, version: VERSION,
    story: { title: program.metadata.title ?? '', ifid: program.metadata.ifid ?? '', source: program.fingerprint },
    seed: session.seed, variables, begin, steps: /** @type {SavedStep[]} */ (steps),
    last: { scene: again.scene.name, ...(ending ? { ending: ending.name ?? '' } : {}) }, texts,
  }
}

/** @param {Record<string, any>} value */
function withoutNull(value) {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null))
}

/** Do a step by its id or its answer. @param {Session} session @param {Step} step */
export function take(session, step) {
  if (step.answer !== null) session.answer(step.answer)
  else session.choose(/** @type {string} */ (step.id))
}

/**
 * A path from a text that may hold anything; null if it is none.
 * @param {string} text
 * @returns {SavedPath | null}
 */
export function readPath(text) {
  let value
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (value === null || typeof value !== 'object' || value.format !== FORMAT) return null
  if (![1, VERSION].includes(value.version) || value.brief || value.origin) return null
  if (!Array.isArray(value.steps) || value.steps.length > MOST_SAVED_STEPS) return null
  const expanded = expandedSteps(value)
  if (!expanded.every(isStep)) return null
  const story = value.story !== null && typeof value.story === 'object' ? value.story : {}
  const seed = Number.isInteger(value.seed) && value.seed >= 0 && value.seed < 2 ** 32 ? value.seed : 0
  const steps = expanded.map((/** @type {any} */ step) => ({ scene: '', id: null, text: null, answer: null, ...step }))
  return { ...value, story: { title: '', ifid: '', source: '', ...story }, seed, steps }
}

/** The steps of a path with nothing in tables; a number that stands for nothing leaves a step without a name. @param {any} path @returns {any[]} */
function expandedSteps({ steps, choices = [], menus = [], ids = [] }) {
  return steps.map((/** @type {any} */ step) => {
    if (step === null || typeof step !== 'object') return step
    const { choice, menu, ...rest } = step
    const named = choice === undefined ? {} : { ...choices[choice], id: ids[choices[choice]?.id] ?? null }
    const offered = menu === undefined ? {} : { offered: menus[menu]?.map((/** @type {number} */ id) => ids[id]) }
    return { ...named, ...offered, ...rest }
  })
}

/** @param {any} step */
function isStep(step) {
  const isText = (/** @type {string} */ key) => step[key] === undefined || step[key] === null || typeof step[key] === 'string'
  return step !== null && typeof step === 'object' && ['scene', 'id', 'text', 'answer', 'prose'].every(isText) &&
    Boolean(step.id ?? step.text ?? step.answer)
}
