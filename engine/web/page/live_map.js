// The map of scenes beside a story that is being written: where the play stands, what no play reaches, what no test
// covers, how many random plays come there. A scene can be played from, by the shortest way.

import { button, element } from './elements.js'

/** @typedef {import('./live.js').Way} Way */
/**
 * @typedef {{key: string, name: string, line: string, kind: string, hue: number, told: string, x: number, y: number}} Box
 */

const SVG = 'http://www.w3.org/2000/svg'
const WIDTH = 180
const HEIGHT = 46
const MOST_MAP_LETTERS = 24

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  made.append(...children)
  return made
}

/** Draws the map, and what is known of its scenes. */
export class LiveMap {
  /** @param {(way: Way) => void} play */
  constructor(play) {
    this.play = play
    /** @type {Map<string, {box: Box, group: SVGElement, share: SVGElement}>} */
    this.boxes = new Map()
    this.here = ''
    this.chosen = ''
    /** Shortest ways by the scenes they lead to; null until they are known. @type {Map<string, Way> | null} */
    this.ways = null
    /** Whether there are no other ones. */
    this.complete = false
    /** Shares of random plays by scene. @type {Map<string, number> | null} */
    this.seen = null
    /** How many saved paths come to a scene. @type {Map<string, number>} */
    this.saved = new Map()
    this.picture = element('div', { class: 'map' })
    this.about = element('div', { class: 'about' })
    this.root = element('div', {}, this.about, this.picture,
      element('p', { class: 'note' }, 'Red: no play comes here. Dotted: no saved path does. Choose a scene to play from it.'))
  }

  /** What was known is of another version. */
  forget() {
    this.ways = this.seen = null
    this.complete = false
    this.saved = new Map()
  }

  /** @param {{frame: number[], boxes: Box[], arrows: {kind: string, d: string}[]}} map */
  draw({ frame, boxes, arrows }) {
    this.boxes.clear()
    const tip = drawn('marker', { id: 'tip', viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 7, markerHeight: 7,
      orient: 'auto-start-reverse' }, drawn('path', { d: 'M0 0L8 4L0 8z' }))
    const groups = boxes.map((box) => this.box(box))
    const [, , width, height] = frame
    this.picture.replaceChildren(drawn('svg', { viewBox: frame.join(' '), width, height, role: 'group', 'aria-label': 'Map of scenes' },
      drawn('defs', {}, tip),
      ...arrows.map(({ kind, d }) => drawn('path', { class: kind, d, 'marker-end': 'url(#tip)' })), ...groups))
    this.showHere(this.here)
    this.mark()
  }

  /** @param {Box} box */
  box(box) {
    const { key, name, line, kind, hue, told, x, y } = box
    const letters = [...name]
    const short = letters.length > MOST_MAP_LETTERS ? `${letters.slice(0, MOST_MAP_LETTERS - 1).join('')}…` : name
    const share = drawn('text', { class: 'small', x, y: y + 14 }, line)
    const group = drawn('g', { class: kind, tabindex: 0, role: 'button', 'aria-label': name }, drawn('title', {}, told),
      drawn('rect', { x: x - WIDTH / 2, y: y - HEIGHT / 2, width: WIDTH, height: HEIGHT, rx: 8 }),
      drawn('text', { x, y: y - 3 }, short), share)
    group.style.setProperty('--hue', String(hue))
    group.addEventListener('click', () => this.choose(key))
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      event.stopPropagation()
      this.choose(key)
    })
    this.boxes.set(key, { box, group, share })
    return group
  }

  /** @param {Record<string, Way>} ways @param {boolean} complete whether there are no other ones */
  showWays(ways, complete) {
    this.ways = new Map(Object.entries(ways))
    this.complete = complete
    this.mark()
  }

  /** @param {Record<string, number>} seen @param {Record<string, number>} saved */
  showSeen(seen, saved) {
    this.seen = new Map(Object.entries(seen))
    this.saved = new Map(Object.entries(saved))
    this.mark()
  }

  /** @param {string} scene */
  showHere(scene) {
    this.here = scene
    for (const [key, { group }] of this.boxes) group.classList.toggle('here', key === scene)
    const group = this.boxes.get(scene)?.group
    if (!group) return
    const { picture } = this
    const frame = picture.getBoundingClientRect()
    const at = group.getBoundingClientRect()
    picture.scrollBy(at.x + at.width / 2 - frame.x - frame.width / 2, at.y + at.height / 2 - frame.y - frame.height / 2)
  }

  /** What is known of a scene, in words. @param {string} key */
  known(key) {
    const parts = []
    if (this.ways !== null && !this.ways.has(key)) parts.push(this.complete ? 'no play comes here' : 'no play was found that comes here')
    if (this.seen !== null) {
      parts.push(`${Math.round((this.seen.get(key) ?? 0) * 100)} % of random plays`)
      const count = this.saved.get(key) ?? 0
      parts.push(count ? `${count} saved path${count === 1 ? '' : 's'}` : 'never tested')
    }
    return parts
  }

  mark() {
    for (const [key, { box, group, share }] of this.boxes) {
      if (box.kind === 'file' || box.kind === 'unwritten') continue
      group.classList.toggle('unreached', this.ways !== null && this.complete && !this.ways.has(key))
      group.classList.toggle('untested', this.seen !== null && !this.saved.has(key))
      const known = this.known(key)
      share.textContent = known.length ? known.slice(0, 1).join('') : box.line
    }
    if (this.chosen) this.tell()
  }

  /** @param {string} key */
  choose(key) {
    this.chosen = key
    this.tell()
    this.about.querySelector('button')?.focus()
  }

  /** Tell of the scene that was chosen. */
  tell() {
    const found = this.boxes.get(this.chosen)
    if (!found) return this.about.replaceChildren()
    const { box: { name, kind, told } } = found
    const way = this.ways?.get(this.chosen)
    const lines = [...told.split('\n').slice(1), ...(kind === 'file' ? [] : this.known(this.chosen))]
    const count = way ? way.steps.length : 0
    const play = way && way.seed !== null
      ? button(`Play from here (${count} step${count === 1 ? '' : 's'})`, () => this.play(way))
      : element('p', { class: 'note' }, this.ways === null ? 'The shortest way is being looked for.' : 'No way is known.')
    return this.about.replaceChildren(element('h3', {}, name), element('p', {}, lines.join(' · ')), play)
  }
}
