// Where everything stands in a state, the same as in Python, so that states can be compared and exchanged.
//
// A state is an array: fingerprint of the program, place, stack of visits, seed, then the slots: turns (if the story
// reads them), variables, local variables, and pages of counters. Pages are shared between states and replaced, never
// changed.

import { setOf } from './values.js'

/** @typedef {import('./values.js').Type} Type */

export const PLACE = 1
export const STACK = 2
export const SEED = 3
export const FIRST_SLOT = 4

/** @typedef {import('./program.js').Program} Program */
/** @typedef {any[]} State */
/** @typedef {[number, number][]} Slices the slots of some local variables, each from and up to */

/** The slots of one program, and the numbers that its segments, points and endings have through the whole story. */
export class Layout {
  /** @param {Program} program */
  constructor(program) {
    const scenes = program.scenes
    this.segments = sums(scenes.map((scene) => scene.segments.length))
    this.points = sums(scenes.map((scene) => scene.points.length))
    this.allPoints = this.points[scenes.length]
    this.endings = Math.max(1, program.endings.length)
    /** The scenes of each tag. @type {Map<string, number[]>} */
    this.tags = new Map(Object.entries(program.tags))
    // Flat tables, and numbers side by side: a play jumps about in a program that no cache holds.
    /** The operations of each segment. @type {any[][]} */
    this.code = scenes.flatMap((scene) => scene.segments)
    /** What a play stops at. @type {any[]} */
    this.stops = scenes.flatMap((scene) => scene.points)
    this.segmentCosts = Int32Array.from(scenes.flatMap((scene) => costsOf(scene, 0)))
    this.pointCosts = Int32Array.from(scenes.flatMap((scene) => costsOf(scene, 1)))
    this.segmentScenes = Int32Array.from(scenes.flatMap((scene, index) => scene.segments.map(() => index)))
    this.pointScenes = Int32Array.from(scenes.flatMap((scene, index) => scene.points.map(() => index)))
    /** Whether a segment is the first of a scene that is entered; a function that is a scene is called. */
    this.arrives = Uint8Array.from(scenes.flatMap((scene) => scene.segments.map(
      (_, local) => (local === 0 && !scene.name.startsWith('def ') ? 1 : 0))))
    /** @type {any[]} */
    const slots = []
    /** @type {number | null} */
    this.turns = null
    if (program.turns) {
      this.turns = FIRST_SLOT
      slots.push(0)
    }
    this.variables = FIRST_SLOT + slots.length
    for (const { type, initial } of program.variables) slots.push(type[0] === 'set' ? setOf(initial) : initial)

    // Scenes share one region of local variables; one whose choices are added to others has its own.
    const base = FIRST_SLOT + slots.length
    const shared = Math.max(0, ...scenes.map((one) => (one.thread === null ? one.frame.length : 0)))
    this.frames = scenes.map(() => base)
    let end = base + shared
    /** @type {Map<number, [number, number]>} */
    this.own = new Map()
    scenes.forEach((scene, index) => {
      if (scene.thread === null) return
      this.frames[index] = end
      this.own.set(index, [end, end + scene.frame.length])
      end += scene.frame.length
    })
    /** @type {[number, number]} */
    this.allFrames = [base, end]
    for (let slot = base; slot < end; slot++) slots.push(null)

    const names = [
      ...program.visits.map((name) => `visits ${name}`),
      ...program.since.map((name) => `since ${name}`),
      ...program.counters,
    ]
    for (const scene of scenes) names.push(...scene.counters)
    let size = 32
    while (size * size < names.length && size < 1024) size *= 2
    this.pageSize = size
    this.firstPage = FIRST_SLOT + slots.length
    /** @type {Map<string, number>} counters by name: their number, which gives page and offset */
    this.counters = new Map(names.map((name, number) => [name, number]))
    for (let start = 0; start < names.length; start += size) {
      slots.push(new Array(Math.min(size, names.length - start)).fill(0))
    }
    this.initial = slots
    /** @type {Slices[]} */
    this.slices = scenes.map((scene, index) => {
      if (this.own.has(index) || scene.includes.length) {
        return this.allFrames[0] < this.allFrames[1] ? [this.allFrames] : []
      }
      return scene.frame.length ? [[this.frames[index], this.frames[index] + scene.frame.length]] : []
    })
  }

  /** The number of a stop at an ending that a scene comes to. @param {number} scene @param {number} ending */
  end(scene, ending) {
    return -1 - this.allPoints - scene * this.endings - ending
  }

  /** The ending that a stop is, or null if it is at a point. @param {number} place */
  endingAt(place) {
    const beyond = -1 - place - this.allPoints
    return beyond >= 0 ? beyond % this.endings : null
  }

  /** The scene of a segment's number, or of a stop's. @param {number} place */
  sceneAt(place) {
    if (place >= 0) return this.segmentScenes[place]
    const beyond = -1 - place - this.allPoints
    return beyond >= 0 ? Math.floor(beyond / this.endings) : this.pointScenes[-1 - place]
  }
}

/**
 * What the segments (0) or the points (1) of a scene take from the budget of a turn.
 * @param {any} scene @param {number} kind
 * @returns {number[]}
 */
function costsOf({ costs, segments, points }, kind) {
  return costs === undefined ? (kind ? points : segments).map(() => 1) : costs[kind]
}

/** @param {number[]} lengths */
function sums(lengths) {
  let sum = 0
  return [0, ...lengths.map((length) => (sum += length))]
}
