// What a segment of a story does, operation by operation, and how scenes are drawn by their tags.

import { placeOf, winner } from './chance.js'
import { StoryStop } from './errors.js'
import { checked, exactOf, fitted, valueOf } from './expressions.js'
import { SEED, STACK } from './layout.js'
import { MOST } from './limits.js'
import { advance, wording } from './wording.js'

/** @typedef {import('./turn.js').Turn} Turn */

/**
 * Do some operations; where to go on, or undefined to pass on to what follows.
 * @param {Turn} turn @param {any[]} operations
 * @returns {number | undefined}
 */
export function doAll(turn, operations) {
  for (let at = 0; at < operations.length; at++) {
    const number = doOne(turn, operations[at])
    if (number !== undefined) return number
  }
  return undefined
}

/** @param {Turn} turn @param {any[]} operation @returns {number | undefined} */
function doOne(turn, operation) {
  const { layout, scene, w } = turn
  switch (operation[0]) {
    case 'say': turn.fragments.push(wording(turn, operation[2])); return
    case 'break': turn.fragments.push(null); return
    case 'speak': turn.fragments.push({ speaker: operation[1] }); return
    case 'tags': turn.fragments.push({ tags: operation[1] }); return
    case 'set': assign(turn, operation[2], operation[3], operation[4], operation[5]); return
    case 'if': {
      for (const one of operation[1]) if (valueOf(turn, one[1])) return doAll(turn, one[2])
      return doAll(turn, operation[2])
    }
    case 'vary': {
      const inner = operation[3][advance(turn, operation[1], operation[2], operation[3].length)]
      return inner === undefined ? undefined : doAll(turn, inner)
    }
    case 'goto': return layout.segments[scene] + operation[1]
    case 'stop': return -1 - layout.points[scene] - operation[1]
    case 'end':
      turn.forget(layout.slices[scene])
      w[STACK] = []
      return layout.end(scene, operation[1])
    case 'fail': throw new StoryStop('NC905', `nothing is left to do in scene \`${turn.program.scenes[scene].name}\``)
    case 'back': return turn.back()
    case 'move': {
      const values = argumentsOf(turn, operation[3])
      if (operation[5]) turn.endVisit()
      turn.leave()
      setParameters(turn, operation[2], values)
      return layout.segments[operation[2]] + (operation[4] ?? 0)
    }
    case 'visit': {
      const values = argumentsOf(turn, operation[3])
      turn.push(layout.segments[scene] + operation[4], layout.slices[scene])
      setParameters(turn, operation[2], values)
      return layout.segments[operation[2]] + (operation[5] ?? 0)
    }
    case 'enter': turn.arrive(); return
    case 'pass': turn.pass(operation[2]); return
    case 'any': {
      const drawn = drawnScene(turn, operation[2], operation[3])
      if (drawn === undefined) return undefined
      if (operation[4] === null) turn.leave()
      else turn.push(layout.segments[scene] + operation[4], layout.slices[scene])
      return layout.segments[drawn]
    }
  }
  throw new StoryStop('NC910', `unknown operation ${operation[0]}`)
}

/**
 * @param {Turn} turn @param {[string, number]} reference @param {any} code @param {number | null} low
 * @param {number | null} high
 */
function assign(turn, reference, code, low, high) {
  const number = reference[1]
  const isGlobal = reference[0] === 'var'
  const slot = (isGlobal ? turn.layout.variables : turn.frame) + number
  if (low !== null && high !== null) {
    turn.w[slot] = checked(exactOf(turn, code), low, high)
    return
  }
  const type = isGlobal ? turn.program.variables[number].type : turn.program.scenes[turn.scene].frame[number][1]
  turn.w[slot] = fitted(valueOf(turn, code), type)
}

/**
 * The values of arguments, all of them before anything changes.
 * @param {Turn} turn @param {any[]} codes
 * @returns {any[]}
 */
export function argumentsOf(turn, codes) {
  return codes.map((code) => exactOf(turn, code))
}

/** Put values into the parameters of a scene. @param {Turn} turn @param {number} target @param {any[]} values */
export function setParameters(turn, target, values) {
  if (!values.length) return
  const frame = turn.program.scenes[target].frame
  values.forEach((value, place) => {
    const type = frame[place][1]
    const slot = turn.layout.frames[target] + place
    turn.w[slot] = type[0] === 'number' ? checked(value, type[1] ?? -MOST, type[2] ?? MOST) : fitted(value, type)
  })
}

/** Whether a scene may be drawn by its tag. @param {Turn} turn @param {number} index */
export function mayBeDrawn(turn, index) {
  const scene = turn.program.scenes[index]
  if (scene.once && turn.counted(turn.counter(`visits ${scene.name}`))) return false
  return scene.when === true || turn.inScene(index, () => Boolean(valueOf(turn, scene.when)))
}

/**
 * The best scene with a tag whose `when` holds, or undefined.
 * @param {Turn} turn @param {string} tag @param {string} draw
 */
function drawnScene(turn, tag, draw) {
  const { scenes } = turn.program
  /** @type {number[]} */
  const best = []
  for (const index of turn.layout.tags.get(tag) ?? []) {
    if (best.length && scenes[index].priority < scenes[best[0]].priority) break
    if (mayBeDrawn(turn, index)) best.push(index)
  }
  if (!best.length) return undefined
  const count = turn.drawing(`draw ${draw}`)
  return best[winner(turn.w[SEED], placeOf(draw), count, best.map((index) => placeOf(oldestName(turn, index))))]
}

/** The name by which chance knows a scene: the first that it had. @param {Turn} turn @param {number} index */
function oldestName({ program }, index) {
  const name = program.scenes[index].name
  const renames = Object.entries(program.was.scenes).filter(([, today]) => today === name)
  return renames.length ? renames[renames.length - 1][0] : name
}
