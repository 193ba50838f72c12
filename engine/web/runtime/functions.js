// Calls of a story's functions, and of those of the host.

import { StoryStop } from './errors.js'
import { checked, exactOf, fitted, valueOf } from './expressions.js'
import { paragraphsOf, settled } from './text.js'
import { firstValue, innerValue, namesIn, outerValue, setOf } from './values.js'
import { wording } from './wording.js'

/** @typedef {import('./turn.js').Turn} Turn */

/** The values for a function's parameters. @param {Turn} turn @param {number} index @param {any[]} codes */
export function given(turn, index, codes) {
  const { name, parameters } = turn.program.functions[index]
  return codes.map((code, place) => {
    const [kind, low, high] = parameters[place]
    const value = valueOf(turn, code)
    if (kind === 'set') return setOf(value)
    if (kind === 'number' && low !== null && high !== null && (value < low || value > high)) {
      throw new StoryStop('NC901', `\`${name}\` is given ${value}; it takes ${low} to ${high}`)
    }
    return value
  })
}

/** Evaluate a `def`. @param {Turn} turn @param {number} index @param {any[]} codes */
export function callOf(turn, index, codes) {
  const values = given(turn, index, codes)
  const before = turn.values
  const { code, frame, steps, prints } = turn.program.functions[index]
  turn.values = values
  const result = steps === undefined ? valueOf(turn, code) : stepped(turn, steps, frame, prints)
  turn.values = before
  return result
}

/**
 * What a function with steps gives back, or prints.
 * @param {Turn} turn @param {any[]} steps @param {[string, any][]} frame @param {boolean} prints
 */
function stepped(turn, steps, frame, prints) {
  const fragments = turn.fragments
  turn.fragments = []
  const values = /** @type {any[]} */ (turn.values)
  for (const [, type] of frame.slice(values.length)) values.push(firstValue(type))
  const result = doSteps(turn, steps, frame)
  const printed = paragraphsOf(turn.fragments)
  turn.fragments = fragments
  return prints ? (printed.length ? settled(printed[0].raw) : '') : result
}

/**
 * Do the steps of a function; what they give back, undefined where they go on.
 * @param {Turn} turn @param {any[]} steps @param {[string, any][]} frame
 * @returns {any}
 */
function doSteps(turn, steps, frame) {
  const values = /** @type {any[]} */ (turn.values)
  for (const [step, first, second, third, low, high] of steps) {
    let result
    if (step === 'say') turn.fragments.push(wording(turn, second))
    else if (step === 'return') result = valueOf(turn, second)
    else if (step === 'set') {
      const type = frame[second[1]][1]
      values[second[1]] = low === null ? fitted(valueOf(turn, third), type) : checked(exactOf(turn, third), low, high)
    } else if (step === 'if') {
      const taken = first.find((/** @type {any} */ one) => valueOf(turn, one[1]))
      result = doSteps(turn, taken === undefined ? second : taken[2], frame)
    } else {
      for (const name of namesIn(setOf(valueOf(turn, third)), low)) {
        values[second[1]] = name
        result = doSteps(turn, high, frame)
        if (result !== undefined) break
      }
    }
    if (result !== undefined) return result
  }
  return undefined
}

/** Call a function of the host. @param {Turn} turn @param {any} called @param {any[]} values */
export function hostCall(turn, { name, parameters, result }, values) {
  let answer
  try {
    answer = turn.functions[name](...values.map((value, place) => outerValue(value, parameters[place])))
  } catch (error) {
    throw new StoryStop('NC909', `the host's function \`${name}\` failed: ${error}`)
  }
  const inner = innerValue(answer, result)
  if (inner === undefined) throw new StoryStop('NC909', `what the host's function \`${name}\` gave is not of its type`)
  return inner
}
