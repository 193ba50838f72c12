// Where choices and scenes stand in a story, and why a choice is not offered: engine/paths/story_index.py.

import { PLACE } from '../runtime/layout.js'
import { questionId } from '../runtime/paths.js'
import { nearness } from './similarity.js'
import { ownName } from './renames.js'

/** @typedef {import('../runtime/session.js').Session} Session */
/** @typedef {import('../runtime/machine.js').Choice} Choice */

const NEAR = 0.55
const LINES = 65536

/** Finds choices and scenes in one program. Looks through it only when it is first asked. */
export class StoryIndex {
  /** @param {import('../runtime/layout.js').Program} program */
  constructor(program) {
    this.program = program
    /** @type {Map<string, any>} */
    this.scenes = new Map(program.scenes.map((/** @type {any} */ scene) => [scene.name, scene]))
    /** @type {Map<string, {scene: any, member: any}> | null} */
    this.found = null
  }

  /** Each choice by its id, with its scene. Those that `each` offers stand under the scene they lead to. */
  get members() {
    if (this.found === null) {
      this.found = new Map()
      for (const scene of this.program.scenes) {
        for (const group of [...scene.points.map(groupOf), scene.thread ?? []]) {
          for (const member of membersOf(group)) {
            for (const id of this.ids(scene, member)) if (!this.found.has(id)) this.found.set(id, { scene, member })
          }
        }
      }
    }
    return this.found
  }

  /** @param {any} scene @param {any} member @returns {string[]} */
  ids(scene, member) {
    if (member.kind === 'choice') return [member.id]
    if (member.kind !== 'each') return []
    const tagged = Object.entries(this.program.tags).find(([tag]) => tag === member.tag)?.[1] ?? []
    return tagged.map((/** @type {number} */ one) => `${scene.name}.each-${this.program.scenes[one].name}`)
  }

  /**
   * The file and line of a choice: " (stories/bar.story:212)"; nothing if it is not in the story.
   * @param {string} id
   */
  place(id) {
    const found = this.members.get(id)
    return found ? this.written(found.scene, found.member.at) : ''
  }

  /** The file and line of a scene, written likewise. @param {string} name */
  scenePlace(name) {
    const scene = this.scenes.get(name)
    return scene ? this.written(scene, scene.at) : ''
  }

  /** A published program has no places. @param {any} scene @param {number} at */
  written(scene, at) {
    if (this.program.checksums.length === 1 && this.program.checksums[0] === '') return ''
    return ` (${this.program.files[scene.file]}:${Math.floor(at / LINES)})`
  }

  /** All members of the group at which a session stands, offered or not. @param {Session} session @returns {any[]} */
  pointMembers(session) {
    if (session.ending) return []
    const found = membersOf(groupOf(pointOf(session)))
    for (const member of found.slice()) {
      if (member.kind === 'thread') found.push(...membersOf(this.program.scenes[member.scene].thread ?? []))
    }
    return found
  }

  /**
   * Whether a choice that is not offered stands where the session does, and why it is not offered.
   * @param {Session} session @param {string} id
   * @returns {[boolean, string]}
   */
  whyNot(session, id) {
    const { member } = /** @type {{member: any}} */ (this.members.get(id))
    const written = JSON.stringify(member)
    const here = this.pointMembers(session)
    if (!here.some((one) => (one.kind === 'choice' && one.id === id) || JSON.stringify(one) === written)) {
      return [false, `is not among the choices here; it stands elsewhere${this.place(id)}`]
    }
    if (member.kind === 'choice' && member.once !== null && isUsed(session, member.once)) {
      return [true, `has been taken, and can be taken only once${this.place(id)}`]
    }
    return [true, `is hidden: its condition does not hold${this.place(id)}`]
  }
}

/** @param {Session} session @param {[string, number]} once */
function isUsed({ machine: { layout }, stop: { state } }, [counter, bit]) {
  const number = /** @type {number} */ (layout.counters.get(counter))
  return (state[layout.firstPage + Math.floor(number / layout.pageSize)][number % layout.pageSize] & bit) !== 0
}

/** The point at which a session stands. @param {Session} session @returns {any} */
function pointOf({ machine: { layout, program }, stop: { state } }) {
  const index = layout.sceneAt(state[PLACE])
  return program.scenes[index].points[-1 - state[PLACE] - layout.points[index]]
}

/** The members of what a point offers; a question offers none. @param {any} point @returns {any[]} */
function groupOf(point) {
  return point.kind === 'choices' ? point.group : []
}

/** The members of a group, also those in its `~ if` blocks. @param {any[]} group @returns {any[]} */
function membersOf(group) {
  return group.flatMap((member) => member.kind === 'if'
    ? [...member.branches.flatMap((/** @type {any} */ branch) => membersOf(branch[2])), ...membersOf(member.otherwise)]
    : [member])
}

/**
 * The ids of all choices that stand where a session does, offered or not; or of the question.
 * @param {Session} session
 * @returns {string[]}
 */
export function idsAt(session) {
  if (session.ending) return []
  if (session.question) return [questionId(session)]
  const { scenes } = session.machine.program
  const { name } = session.scene
  return membersOf(groupOf(pointOf(session))).map((member) => {
    if (member.kind === 'choice') return member.id
    return member.kind === 'each' ? `${name}.each-#${member.tag}` : `${name}.<-${scenes[member.scene].name}`
  })
}

/**
 * The open choice that is most like the one wanted, in its text or in its own name; null if none is.
 * @param {Choice[]} choices @param {string | null} id @param {string | null} text @returns {Choice | null}
 */
export function nearest(choices, id, text) {
  /** @type {Choice | null} */
  let best = null
  let most = 0
  const own = id ? ownName(id) : ''
  for (const choice of choices) {
    if (choice.reason !== null) continue
    let ratio = text ? nearness(choice.text, text) : 0
    if (own) ratio = Math.max(ratio, nearness(ownName(choice.id), own))
    if (ratio >= NEAR && (best === null || ratio > most)) {
      best = choice
      most = ratio
    }
  }
  return best
}
