// What the page keeps in the browser. Where nothing can be kept (a frame, a private window, a full disk), it lives in
// memory, and the page says so.

/** Keeps texts by name under one prefix. */
export class Storage {
  /**
   * @param {string} prefix
   * @param {'localStorage' | 'sessionStorage'} [area] for as long as the browser likes, or the tab is open
   */
  constructor(prefix, area = 'localStorage') {
    this.prefix = prefix
    this.area = area
    /** @type {Map<string, string>} */
    this.memory = new Map()
    this.lasting = works()
  }

  /** @param {string} name @returns {string | null} */
  get(name) {
    if (this.memory.has(name)) return this.memory.get(name) ?? null
    try {
      return this.lasting ? window[this.area].getItem(this.prefix + name) : null
    } catch {
      return null
    }
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    if (this.lasting) {
      try {
        window[this.area].setItem(this.prefix + name, value)
        this.memory.delete(name)
        return
      } catch {
        // Full, or forbidden since.
        this.lasting = false
      }
    }
    this.memory.set(name, value)
  }

  /** @param {string} name */
  remove(name) {
    this.memory.delete(name)
    if (this.lasting) window[this.area].removeItem(this.prefix + name)
  }

  /** Ask the browser not to throw away what is kept when it wants room. */
  askToStay() {
    navigator.storage?.persist?.().catch(() => {})
  }
}

/** Whether the browser keeps anything for this page. */
function works() {
  try {
    const name = 'nightcap-test'
    window.localStorage.setItem(name, name)
    window.localStorage.removeItem(name)
    return true
  } catch {
    return false
  }
}
