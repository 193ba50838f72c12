// How a reader wants to read: remembered for all stories of one place, shown by attributes that the style sheet knows.

/** @typedef {{theme: string, font: string, size: string, spacing: string, motion: string, sound: string}} Settings */

/** The settings, each with what can be chosen; the first is what holds if nothing was. */
export const CHOICES = {
  theme: ['system', 'light', 'dark'],
  font: ['serif', 'sans', 'dyslexic'],
  size: ['100', '85', '115', '130', '150', '200'],
  spacing: ['1.6', '1.4', '1.8', '2.1'],
  motion: ['on', 'off'],
  sound: ['off', 'on'],
}

/** @typedef {keyof typeof CHOICES} Setting */

/** The reader's settings; what is kept and means nothing falls back. */
export class Reading {
  /** @param {import('./storage.js').Storage} storage */
  constructor(storage) {
    this.storage = storage
    /** @type {Record<string, unknown>} */
    let kept = {}
    try {
      kept = JSON.parse(storage.get('reading') ?? '{}') ?? {}
    } catch {
      // Something else is kept under the name.
    }
    this.values = /** @type {Settings} */ (Object.fromEntries(
      Object.entries(CHOICES).map(([name, values]) => [name, values.includes(String(kept[name])) ? kept[name] : values[0]]),
    ))
    this.show()
  }

  /** @param {Setting} name @param {string} value */
  set(name, value) {
    this.values[name] = value
    this.storage.set('reading', JSON.stringify(this.values))
    this.show()
  }

  /** Whether things may move on the page. */
  get moves() {
    return this.values.motion === 'on' && !window.matchMedia('(prefers-reduced-motion: reduce)').matches
  }

  show() {
    const root = document.documentElement
    for (const [name, value] of Object.entries(this.values)) root.dataset[name] = value
    root.style.setProperty('--size', `${Number(this.values.size) / 100}`)
    root.style.setProperty('--spacing', this.values.spacing)
  }
}
