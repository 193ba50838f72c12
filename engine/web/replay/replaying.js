// Replays a saved path with every difference found and none passed over: engine/paths/replaying.py, for a page.

import { AnswerError, HostError, StoryStop } from '../runtime/errors.js'
import { hashOf } from '../runtime/hashes.js'
import { Recorder, hashOfValues } from '../runtime/paths.js'
import { Session, isHostStep } from '../runtime/session.js'
import { ANOTHER_MEANING, KIND, VERDICT, difference, isEqual, isStopped, judgement, namedEnding, written } from './differences.js'
import { endingOf } from './original_play.js'
import { Matcher, isToAnswer, named } from './matching.js'
import { Renames } from './renames.js'
import { StoryIndex } from './story_index.js'
import { StepJudge } from './step_judge.js'

/** @typedef {import('./differences.js').Difference} Difference */
/** @typedef {import('./differences.js').StepResult} StepResult */
/** @typedef {import('../runtime/paths.js').SavedPath} SavedPath */
/** @typedef {import('../runtime/paths.js').SavedStep} SavedStep */
/** @typedef {import('../runtime/machine.js').Machine} Machine */

/**
 * Replay a path; it stops before the first step that does not fit. `original` is the program in which the path was recorded,
 * if it was kept. Raises `StoryStop` if the story cannot even begin.
 * @param {Machine} machine @param {SavedPath} path @param {any} [original]
 * @returns {{session: Session, results: StepResult[], recorder: Recorder}}
 */
export function replay(machine, path, original = null) {
  const replayer = new Replayer(machine, path, original)
  return { session: replayer.session, results: replayer.results(), recorder: replayer.recorder }
}

const NOTHING_PRINTED = hashOf('')

/** A replay under way. */
class Replayer {
  /** @param {Machine} machine @param {SavedPath} path @param {any} original */
  constructor(machine, path, original) {
    this.path = path
    this.where = new StoryIndex(machine.program)
    this.renames = new Renames(machine.program)
    /**
     * Variables of the beginning that are gone, and why it does not fit.
     * @type {{gone: Difference[], refused: string | null}}
     */
    this.start = { gone: [], refused: null }
    this.session = this.begun(machine)
    this.recorder = new Recorder(this.session)
    this.judge = new StepJudge(this.recorder, path, this.renames, this.where, original)
    this.matcher = new Matcher(this.session, this.renames, this.where, path.steps, this.judge.original)
    /** @type {Map<string, any>} */
    this.expected = new Map(Object.entries(path.variables))
    this.texts = new Map(Object.entries(path.texts))
    // A variable that the path does not know is new, and no difference; one that the story lacks is said once.
    const known = new Set(Object.keys(this.recorder.first))
    this.missing = [...this.expected.keys()].filter((name) => !known.has(this.renames.variable(name)))
    const isAsItWas = !this.renames.variables.size && !this.renames.values.size
    this.isComparable = isAsItWas && this.expected.size === known.size && !this.missing.length && path.version > 1
    /** @type {Set<string>} */
    this.differing = new Set()
    this.sameProse = false
    this.sameBefore = false
    /** @type {Set<string>} */
    this.told = new Set()
  }

  /** A session that begins where the path does, with the names of today. @param {Machine} machine @returns {Session} */
  begun(machine) {
    const { seed, start } = this.path
    if (!start) return new Session(machine, seed)
    const known = new Set(machine.program.variables.map((/** @type {any} */ one) => one.name))
    const variables = [...this.renames.allValues(new Map(Object.entries(start.variables ?? {})))]
    for (const [name, value] of variables.filter(([one]) => !known.has(one))) {
      const message = `of what the play began with, the variable \`${name}\` is gone; it was ${written(value)}`
      this.start.gone.push(difference(KIND.STATE, message, message, null, { expected: true }))
    }
    const values = Object.fromEntries(variables.filter(([one]) => known.has(one)))
    try {
      const scene = start.scene ? { scene: this.renames.scene(start.scene) } : {}
      return new Session(machine, seed, {}, { ...scene, ...(Object.keys(values).length ? { variables: values } : {}) })
    } catch (error) {
      if (!(error instanceof HostError)) throw error
      this.start.refused = error.message
      return new Session(machine, seed)
    }
  }

  /** @returns {StepResult[]} */
  results() {
    const results = [this.beginning()]
    if (isStopped(results[0])) return results
    for (const [place, step] of this.path.steps.entries()) {
      const result = this.step(place + 1, step)
      results.push(result)
      if (isStopped(result)) break
    }
    return results
  }

  /** @returns {StepResult} */
  beginning() {
    const gone = this.missing.map((name) => difference(KIND.STATE, `the variable \`${name}\` is gone`, name, null, { expected: true }))
    const { begin } = this.path
    if (this.start.refused !== null) {
      const message = `the play cannot begin where it did: ${this.start.refused}`
      return stopped(0, this.session.scene.name, [difference(KIND.HOST, message)])
    }
    const differences = [...this.start.gone, ...gone, ...this.after(begin, this.path.steps.length === 0)]
    const judged = this.judge.judged(begin, differences, this.sameProse, this.recorder.printed)
    return { number: 0, scene: this.session.scene.name, differences, taken: null, judgement: judged }
  }

  /** @param {number} number @param {SavedStep} step @returns {StepResult} */
  step(number, step) {
    const { session, recorder } = this
    const scene = step.scene || session.scene.name
    const found = this.matcher.find(step, this.sameBefore)
    const { choice } = found
    if (choice === null && !isToAnswer(found)) return stopped(number, scene, found.differences)
    const host = isHostStep(step) ? this.renames.host(step, new Set(Object.keys(recorder.first))) : null
    const gone = host === null || !step.set || host.set ? [] : [this.gone(step)]
    try {
      if (host !== null) recorder.take({ id: null, answer: null, ...host })
      else recorder.take(choice === null ? { id: null, answer: step.answer ?? '' } : { id: choice.id, answer: null })
    } catch (error) {
      if (error instanceof HostError) {
        const message = `the value that was set from outside does not fit any more: ${error.message}`
        return stopped(number, scene, [...found.differences, difference(KIND.HOST, message, named(step))])
      }
      if (error instanceof AnswerError) {
        const message = `the answer \`${step.answer}\` does not fit any more: ${error.message}`
        return stopped(number, scene, [...found.differences, difference(KIND.REFUSED, message, step.answer)])
      }
      if (!(error instanceof StoryStop)) throw error
      const message = `the story makes a mistake behind \`${named(step) || step.answer}\`: ${error.message}`
      return stopped(number, scene, [...found.differences, difference(KIND.MISTAKE, message)])
    }
    for (const [name, value] of Object.entries(step.changed ?? {})) this.expected.set(name, value)
    const after = this.after(step, number === this.path.steps.length)
    let differences = [...this.marked([...found.differences, ...gone]), ...after]
    this.judge.original?.take(step)
    const judged = this.judge.judged(step, differences, this.sameProse, recorder.printed)
    if (judged.verdict !== VERDICT.MEANING) differences = differences.map(asReworded)
    return { number, scene, differences, taken: choice === null ? null : choice.id, judgement: judged }
  }

  /** What is told of a variable that a host set, and that is gone. @param {SavedStep} step */
  gone(step) {
    const [name] = Object.keys(step.set ?? {})
    return difference(KIND.STATE, `the variable \`${name}\`, which was set from outside, is gone`, name, null, { expected: true })
  }

  /**
   * The differences, each of which is new once only: a renamed scene is told of where it is first met.
   * @param {Difference[]} differences
   */
  marked(differences) {
    return differences.map((one) => {
      const key = JSON.stringify([one.kind, one.old, one.new])
      const again = this.told.has(key)
      this.told.add(key)
      return { ...one, again }
    })
  }

  // ------------------------------------------------------------ after a step

  /**
   * What differs behind a step: what it printed, the variables, the ending.
   * @param {{state?: string | null, prose?: string | null}} step @param {boolean} isLast
   * @returns {Difference[]}
   */
  after(step, isLast) {
    const { recorder } = this
    this.sameProse = Boolean(step.prose) && step.prose === recorder.prose
    this.sameBefore = this.sameProse && Boolean(recorder.printed)
    /** @type {Difference[]} */
    const differences = []
    if (step.prose && !this.sameProse) {
      const old = this.texts.get(step.prose) ?? (step.prose === NOTHING_PRINTED ? '' : null)
      differences.push(difference(KIND.PROSE, 'the text changed', old, recorder.printed))
    }
    if (step.state && (step.state !== recorder.state || !this.isComparable || this.differing.size)) {
      differences.push(...this.state(step.state))
    }
    if (isLast && this.path.last) differences.push(...this.lastPlace(this.path.last))
    return differences
  }

  /** The variables that differ from what the path wrote down. @param {string} hash @returns {Difference[]} */
  state(hash) {
    const values = new Map(Object.entries(this.recorder.values))
    const differing = [...this.renames.allValues(this.expected)]
      .filter(([name, value]) => values.has(name) && !isEqual(values.get(name), value))
    // Hashes of version 1 are those of Python's way to write values, which is not ours.
    const isHashed = this.path.version > 1 && hashOfValues(Object.fromEntries(this.expected)) !== hash
    if (!differing.length && !this.missing.length && isHashed) {
      this.differing = new Set()
      return [difference(KIND.STATE, 'the state differs, and the path does not say how', hash)]
    }
    const differences = differing.map(([name, old]) => {
      const value = written(values.get(name))
      const message = `\`${name}\` is ${value}, and was ${written(old)}`
      return difference(KIND.STATE, message, `${name} = ${written(old)}`, `${name} = ${value}`, { again: this.differing.has(name) })
    })
    this.differing = new Set(differing.map(([name]) => name))
    return differences
  }

  /**
   * Whether the play stands at the end of the path where it stood when it was saved.
   * @param {NonNullable<SavedPath['last']>} last
   * @returns {Difference[]}
   */
  lastPlace({ scene: oldScene = null, ending: oldEnding = null }) {
    const { renames } = this
    const ending = endingOf(this.session)
    const here = this.session.scene.name
    if (ending !== oldEnding) {
      const expected = oldEnding !== null && renames.ending(oldEnding) === ending
      const message = expected
        ? `${namedEnding(oldEnding)} is ${namedEnding(ending)} now`
        : `the path led to ${namedEnding(oldEnding)}, and leads to ${namedEnding(ending)} now`
      return [difference(KIND.ENDING, message, oldEnding, ending, { expected })]
    }
    const scene = oldScene && renames.scene(oldScene)
    if (ending !== null || oldScene === null || !scene || scene === here) return []
    if (this.sameBefore && !renames.known.has(scene)) return [this.matcher.moved(oldScene, here, false)]
    return [difference(KIND.PLACE, `the path led to scene \`${oldScene}\`, and leads to \`${here}\` now`, oldScene, here)]
  }
}

/** @param {number} number @param {string} scene @param {Difference[]} differences @returns {StepResult} */
function stopped(number, scene, differences) {
  const last = differences[differences.length - 1]
  const verdict = last.kind === KIND.CLOSED ? VERDICT.CLOSED : VERDICT.GONE
  return { number, scene, differences, taken: null, judgement: judgement(verdict, last.message) }
}

/**
 * A choice that says something else, and does what it did, was reworded.
 * @param {Difference} one
 * @returns {Difference}
 */
function asReworded(one) {
  if (one.kind !== KIND.MEANING) return one
  return { ...one, kind: KIND.REWORDED, message: one.message.split(ANOTHER_MEANING)[0] }
}
