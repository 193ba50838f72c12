// Pairs the texts of two versions of a story: which text of today is which of then (engine/paths/text_pairing.py).

import { LIKE, similarity } from './similarity.js'
import { matchingBlocks } from './sequences.js'

/** Comparing each text with each other one takes time; in longer scenes only equal texts are pairs. */
const MOST_UNPAIRED = 150

/** Pairs the texts of one scene when they are first asked for, by their numbers in the traced stories. */
export class Pairing {
  /**
   * @param {import('./tracing.js').Traced} old @param {import('./tracing.js').Traced} now
   * @param {import('./renames.js').Renames} renames
   */
  constructor(old, now, renames) {
    this.old = old
    this.now = now
    this.renames = renames
    this.known = new Set(old.texts.map((text) => text.words))
    /** @type {Set<string>} */
    this.done = new Set()
    /** @type {Map<number, number>} */
    this.partners = new Map()
    /** @type {Map<number, number>} */
    this.origins = new Map()
  }

  /** The text of today that an old one has become; undefined if there is none like it. @param {number} old */
  partner(old) {
    const { scene } = this.old.texts[old]
    this.pair(scene, this.renames.scene(scene))
    return this.partners.get(old)
  }

  /** The old text that a text of today comes from; undefined if it is new. @param {number} now */
  origin(now) {
    const { scene } = this.now.texts[now]
    for (const old of this.old.byScene.keys()) if (this.renames.scene(old) === scene) this.pair(old, scene)
    return this.origins.get(now)
  }

  /** @param {string} oldScene @param {string} newScene */
  pair(oldScene, newScene) {
    const key = `${oldScene}\0${newScene}`
    if (this.done.has(key)) return
    this.done.add(key)
    const olds = (this.old.byScene.get(oldScene) ?? []).filter((one) => !this.partners.has(one))
    const news = (this.now.byScene.get(newScene) ?? []).filter((one) => !this.origins.has(one))
    const before = olds.map((one) => this.old.texts[one].words)
    const today = news.map((one) => this.now.texts[one].words)
    for (const { at, other, size } of matchingBlocks(before, today)) {
      for (let step = 0; step < size; step++) this.join(olds[at + step], news[other + step])
    }
    this.pairEqual(olds, news)
    this.pairLike(olds, news)
  }

  /** Texts that stand elsewhere in the scene. @param {number[]} olds @param {number[]} news */
  pairEqual(olds, news) {
    const free = new Map(news.filter((one) => !this.origins.has(one)).reverse().map((one) => [this.now.texts[one].words, one]))
    for (const old of olds) {
      const now = free.get(this.old.texts[old].words)
      if (!this.partners.has(old) && now !== undefined && !this.origins.has(now)) this.join(old, now)
    }
  }

  /**
   * Texts that were reworded: the most alike first. What the story had already is no new wording.
   * @param {number[]} olds @param {number[]} news
   */
  pairLike(olds, news) {
    const left = olds.filter((one) => !this.partners.has(one))
    const free = news.filter((one) => !this.origins.has(one) && !this.known.has(this.now.texts[one].words))
    if (left.length > MOST_UNPAIRED || free.length > MOST_UNPAIRED) return
    const pairs = left.flatMap((old) => free.map((now) => (
      { ratio: similarity(this.old.texts[old].words, this.now.texts[now].words), old, now })))
    pairs.sort((one, other) => other.ratio - one.ratio)
    for (const { ratio, old, now } of pairs) {
      if (ratio >= LIKE && !this.partners.has(old) && !this.origins.has(now)) this.join(old, now)
    }
  }

  /** @param {number} old @param {number} now */
  join(old, now) {
    this.partners.set(old, now)
    this.origins.set(now, old)
  }
}
