// Which scenes and choices have other names now: what the story records with `(was …)`, and what a replay has found.

/** @param {any} names @returns {Map<string, string>} */
function mapOfNames(names) {
  return new Map(Object.entries(names ?? {}))
}

/** The names of a path's scenes, choices, variables and endings in the story as it is today. */
export class Renames {
  /** @param {import('../runtime/layout.js').Program} program */
  constructor({ was, scenes }) {
    this.scenes = mapOfNames(was.scenes)
    this.choices = mapOfNames(was.choices)
    this.endings = mapOfNames(was.endings)
    this.variables = mapOfNames(was.variables)
    /**
     * Of each variable whose values were renamed: old names to those of today.
     * @type {Map<string, Map<string, string>>}
     */
    this.values = new Map()
    for (const [old, today] of mapOfNames(was.values)) {
      const { before: variable, after: name } = parted(old)
      if (!this.values.has(variable)) this.values.set(variable, new Map())
      this.values.get(variable)?.set(name, today)
    }
    this.recorded = new Set([...this.scenes.keys(), ...this.choices.keys()])
    this.known = new Set(scenes.map((/** @type {any} */ scene) => scene.name))
  }

  /** A scene's name today. A name that is in use is never taken for an old one. @param {string} name */
  scene(name) {
    return this.known.has(name) ? name : this.scenes.get(name) ?? name
  }

  /** @param {string} name */
  variable(name) {
    return this.variables.get(name) ?? name
  }

  /** A variable's value with the names of today. @param {string} variable @param {any} value @returns {any} */
  value(variable, value) {
    const names = this.values.get(this.variable(variable))
    if (!names) return value
    if (Array.isArray(value)) return value.map((one) => names.get(one) ?? one)
    return typeof value === 'string' ? names.get(value) ?? value : value
  }

  /**
   * Variables and their values with the names of today.
   * @param {Map<string, any>} values
   * @returns {Map<string, any>}
   */
  allValues(values) {
    return new Map([...values].map(([name, value]) => [this.variable(name), this.value(name, value)]))
  }

  /**
   * What a host did, with the names of today. Of a variable that is gone, looking again is what is left.
   * @param {import('../runtime/paths.js').SavedStep} step @param {Set<string>} known
   * @returns {{set?: Record<string, any>, refresh?: true}}
   */
  host({ set }, known) {
    for (const [old, value] of Object.entries(set ?? {})) {
      const name = this.variable(old)
      if (known.has(name)) return { set: { [name]: this.value(old, value) } }
    }
    return { refresh: true }
  }

  /** The id of a question today: its scene, and its variable. @param {string} id */
  question(id) {
    const { before: scene, after: variable } = parted(id)
    return `${this.scene(scene)}.${this.variable(variable)}`
  }

  /** @param {string} name */
  ending(name) {
    return this.endings.get(name) ?? name
  }

  /** A choice's id today. @param {string} id @returns {string} */
  choice(id) {
    const found = this.choices.get(id)
    if (found !== undefined) return found
    const { before: scene, after: own } = parted(id)
    const today = `${this.scene(scene)}.${own.startsWith('each-') ? `each-${this.scene(own.slice(5))}` : own}`
    return this.choices.get(today) ?? today
  }

  /** Whether the story itself says so of a step's names. @param {string | null} scene @param {string | null} id */
  isRecorded(scene, id) {
    const isNew = (/** @type {string} */ one) => this.scene(one) !== one && !this.recorded.has(one)
    if (scene && isNew(scene)) return false
    if (!id) return true
    const { before, after } = parted(id)
    return ![before, after.startsWith('each-') ? after.slice(5) : ''].some((one) => one && isNew(one))
  }

  /** Whether some scene of the path is known to be called so now. @param {string} scene */
  isNewName(scene) {
    return [...this.scenes.values()].includes(scene)
  }
}

/** What stands before and behind the first point of an id. @param {string} id */
export function parted(id) {
  const at = id.indexOf('.')
  return at < 0 ? { before: id, after: '' } : { before: id.slice(0, at), after: id.slice(at + 1) }
}

/** A choice's id without its scene. @param {string} id */
export function ownName(id) {
  return parted(id).after
}
