// Saved paths: a play as the same file that the terminal reads and writes (docs/saved-path.schema.json).

import { hashOf } from './hashes.js'
import { Session, isHostStep } from './session.js'
import { cleaned, cut } from './values.js'

/** @typedef {import('./session.js').Step} Step */
/** @typedef {import('./session.js').Beginning} Beginning */
/** @typedef {import('./text.js').Paragraph} Paragraph */

const FORMAT = 'nightcap path'
const VERSION = 2
const MOST_SAVED_STEPS = 100000
const MOST_LINE = 20000

/**
 * @typedef {Step & {offered?: string[], state?: string, prose?: string, changed?: Record<string, any>}} SavedStep
 * @typedef {{format: string, version: number, story: {title: string, ifid: string, source: string}, seed: number,
 *   start?: Beginning | null, variables: Record<string, any>, begin: {state?: string, prose?: string}, steps: SavedStep[],
 *   last?: {scene?: string | null, ending?: string | null}, texts: Record<string, string>}} SavedPath
 */

/**
 * What a turn printed as plain text: paragraphs apart by a blank line, speakers before a colon.
 * @param {Paragraph[]} paragraphs
 */
export function proseOf(paragraphs) {
  return paragraphs.map(({ speaker, text }) => (speaker ? `${speaker}: ${text}` : text)).join('\n\n')
}

/**
 * The hash of all variables: that of canonical JSON, names in the order of their code points.
 * @param {Record<string, any>} values
 */
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

/** A text as a path holds it: on one line, and no longer than a line of a story. @param {string} text */
export function shortened(text) {
  return cut(cleaned(text), MOST_LINE)
}

/**
 * A step as a path writes it, of where a session stands before it.
 * @param {Session} session @param {Step} step
 * @returns {SavedStep}
 */
function savedStep(session, step) {
  const { question } = session
  const scene = session.scene.name
  if (isHostStep(step)) return { ...step, scene }
  if (question) {
    return { ...step, scene, id: questionId(session), text: shortened(question.text), answer: shortened(step.answer ?? '') }
  }
  const text = session.choices.find((one) => one.id === step.id)?.text
  return { ...step, scene, text: text === undefined ? null : shortened(text), offered: session.choices.map((one) => one.id) }
}

/**
 * Take a choice by its id, give an answer, or do what a host did; the step as a path writes it. Raises what the session raises.
 * @param {Session} session @param {Step} step @param {Record<string, any>} [before] the variables, where they are known
 * @returns {SavedStep}
 */
export function recordedStep(session, step, before = session.variables) {
  const saved = savedStep(session, step)
  session.repeat(step)
  const { variables } = session
  const changed = Object.fromEntries(Object.entries(variables).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])))
  return {
    ...saved, state: hashOfValues(variables), prose: hashOf(proseOf(session.text)),
    ...(Object.keys(changed).length ? { changed } : {}),
  }
}

/** Writes down a play step by step. `printed`, `prose`, `values` and `state` are those of the last turn. */
export class Recorder {
  /** @param {Session} session at its beginning */
  constructor(session) {
    this.session = session
    /** @type {SavedStep[]} */
    this.steps = []
    /** @type {Record<string, string>} */
    this.texts = {}
    this.printed = ''
    this.prose = ''
    this.state = ''
    /** @type {Record<string, any>} */
    this.values = {}
    this.look()
    this.first = this.values
    this.begin = { state: this.state, prose: this.prose }
  }

  look() {
    this.printed = proseOf(this.session.text)
    this.prose = hashOf(this.printed)
    if (this.printed) this.texts[this.prose] = this.printed
    this.values = this.session.variables
    this.state = hashOfValues(this.values)
  }

  /**
   * Take a step and write it down. Raises what the session raises.
   * @param {Pick<Step, 'id' | 'answer' | 'set' | 'refresh'>} step
   */
  take({ id, answer, set, refresh }) {
    const host = set ? { set } : refresh ? { refresh } : {}
    this.steps.push(recordedStep(this.session, { scene: '', id, text: null, answer, ...host }, this.values))
    this.look()
  }

  /** All that was written down so far. @returns {SavedPath} */
  path() {
    const { ending, machine: { program }, scene, seed, start } = this.session
    return {
      format: FORMAT, version: VERSION,
      story: { title: program.metadata.title ?? '', ifid: program.metadata.ifid ?? '', source: program.fingerprint },
      seed, ...(start ? { start } : {}), variables: this.first, begin: this.begin, steps: this.steps,
      last: { scene: scene.name, ...(ending ? { ending: ending.name ?? '' } : {}) }, texts: this.texts,
    }
  }
}

/** The path of a play, made by playing it once more from the beginning. @param {Session} session */
export function pathOf(session) {
  const recorder = new Recorder(new Session(session.machine, session.seed, session.functions, session.start))
  for (const step of session.steps) recorder.take(step)
  return recorder.path()
}

/** A path as the text of its file. @param {SavedPath} path */
export function textOfPath(path) {
  const steps = path.steps.map((step) => Object.fromEntries(Object.entries(step).filter(([, one]) => one !== null)))
  return `${JSON.stringify({ ...path, steps }, null, 1)}\n`
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
  if (!isObject(value) || value.format !== FORMAT) return null
  if (![1, VERSION].includes(value.version) || value.brief || value.origin || !isStart(value.start ?? {})) return null
  if (!Array.isArray(value.steps) || value.steps.length > MOST_SAVED_STEPS) return null
  const steps = expandedSteps(value)
  if (steps === null || !steps.every(isStep)) return null
  const { story, seed, variables, begin, last, texts, version } = value
  if (![begin ?? {}, last ?? {}].every((one) => isObject(one) && areTexts(one, ['state', 'prose', 'scene', 'ending']))) return null
  return {
    format: FORMAT, version,
    story: { title: '', ifid: '', source: '', ...textsIn(story) },
    seed: Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 ? seed : 0,
    ...(value.start ? { start: value.start } : {}),
    variables: isObject(variables) ? variables : {},
    begin: begin ?? {}, last,
    steps: steps.map((step) => ({ scene: '', id: null, text: null, answer: null, ...step })),
    texts: textsIn(texts),
  }
}

/**
 * The save in the report of a reader, which has words above it; a text that is nothing else as it is.
 * @param {string} text
 */
export function saveIn(text) {
  return text.slice(Math.max(0, text.search(/^\{\s*"format"\s*:\s*"nightcap path"/m)))
}

/** Whether something says where a host began a play. @param {any} start */
export function isStart(start) {
  return isObject(start) && areTexts(start, ['scene']) && isObject(start.variables ?? {})
}

/**
 * Whether a text is a path that only the terminal can play: it begins in a stored state, or is of an old form.
 * @param {string} text
 */
export function isForTerminal(text) {
  try {
    const value = JSON.parse(text)
    return isObject(value) && value.format === FORMAT && Boolean(value.brief || value.origin)
  } catch {
    return false
  }
}

/**
 * The steps of a path with nothing in tables; null if a number stands for nothing.
 * @param {any} path
 * @returns {any[] | null}
 */
function expandedSteps({ steps, choices = [], menus = [], ids = [] }) {
  if (![choices, menus, ids].every(Array.isArray)) return null
  return steps.map((/** @type {any} */ step) => {
    if (!isObject(step)) return step
    const { choice, menu, ...rest } = step
    const named = choice === undefined ? {} : { ...choices[choice], id: ids[choices[choice]?.id] ?? null }
    const offered = menu === undefined ? {} : { offered: menus[menu]?.map?.((/** @type {number} */ id) => ids[id]) }
    return { ...named, ...offered, ...rest }
  })
}

/** @param {any} value */
function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** The texts that an object holds. @param {any} value @returns {Record<string, string>} */
function textsIn(value) {
  return Object.fromEntries(Object.entries(isObject(value) ? value : {}).filter(([, text]) => typeof text === 'string'))
}

/** Whether some keys of an object hold texts or nothing. @param {any} value @param {string[]} keys */
function areTexts(value, keys) {
  return keys.every((key) => value[key] === undefined || value[key] === null || typeof value[key] === 'string')
}

/** Whether something has the form of a step. @param {any} step */
export function isStep(step) {
  if (!isObject(step) || !areTexts(step, ['scene', 'id', 'text', 'answer', 'prose', 'state'])) return false
  const offered = step.offered ?? []
  if (!Array.isArray(offered) || !offered.every((id) => typeof id === 'string')) return false
  const said = step.answer ?? step.id ?? step.text ?? null
  if (!isObject(step.changed ?? {})) return false
  if (!isHostStep(step)) return typeof said === 'string'
  const isOne = step.set ? isObject(step.set) && Object.keys(step.set).length === 1 && !step.refresh : step.refresh === true
  return isOne && said === null
}
