// What a turn prints: fragments while it runs, paragraphs when somebody looks.
// Style stands in the texts as control characters, which no story text can hold.

export const EMPHASIS = '\x01'
export const EMPHASIS_END = '\x02'
export const STRONG = '\x03'
export const STRONG_END = '\x04'
/** Stands where an inline form yielded nothing, until the blanks around it are settled. */
export const NOTHING = '\x05'

const STYLED = /[\x01\x03\x05\n]/
// What stands behind what they look for keeps them from trying each sign of a long row anew.
const AFTER_NOTHING = /(?: |(?<![\x01-\x04]))([\x01-\x04]*)\x05/g
const AROUND_BREAK = /(?<! ) *\n */g
const BLANK = /^[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000\n]+$/

/**
 * A stretch of text in one style. The text may hold line breaks.
 * @typedef {{text: string, emphasis: boolean, strong: boolean}} Span
 */

/**
 * A text, null for a break between paragraphs, a speaker, or tags.
 * @typedef {string | null | {speaker: string} | {tags: string[]}} Fragment
 */

/**
 * @typedef {{text: string, spans: Span[], speaker: string | null, tags: string[]}} Paragraph
 */

/** @param {string} raw */
function trimmed(raw) {
  return raw.replace(/^[ \n]+|[ \n]+$/g, '')
}

/** A text with the blanks around empty forms and line breaks settled. @param {string} raw */
function settled(raw) {
  return trimmed(raw.replace(AFTER_NOTHING, '$1').replace(AROUND_BREAK, '\n'))
}

/**
 * The styled spans of a text as fragments hold it.
 * @param {string} raw
 * @returns {Span[]}
 */
export function spansOf(raw) {
  if (!STYLED.test(raw)) {
    const text = raw.replace(/^ +| +$/g, '')
    return text ? [{ text, emphasis: false, strong: false }] : []
  }
  const spans = []
  let emphasis = 0
  let strong = 0
  for (const part of settled(raw).split(/([\x01-\x04])/)) {
    if (part === EMPHASIS) emphasis++
    else if (part === EMPHASIS_END) emphasis--
    else if (part === STRONG) strong++
    else if (part === STRONG_END) strong--
    else if (part) spans.push({ text: part, emphasis: emphasis > 0, strong: strong > 0 })
  }
  return spans
}

/** The text without its style. @param {string} raw */
export function plain(raw) {
  if (!STYLED.test(raw)) return raw.replace(/^ +| +$/g, '')
  return spansOf(raw).map((span) => span.text).join('')
}

/**
 * The paragraphs of a turn. Texts that no break stands between join with a space.
 * @param {Fragment[]} fragments
 * @returns {Paragraph[]}
 */
export function paragraphsOf(fragments) {
  /** @type {Paragraph[]} */
  const paragraphs = []
  /** @type {string[]} */
  let texts = []
  /** @type {string | null} */
  let speaker = null
  /** @type {string[]} */
  let tags = []
  const close = () => {
    if (!texts.length && !tags.length) return
    const raw = texts.join(' ')
    const spans = spansOf(raw)
    // What consists of empty forms is no paragraph, unless something hangs on it.
    if (tags.length || spans.length || (!raw.includes(NOTHING) && !BLANK.test(raw))) {
      paragraphs.push({ text: spans.map((span) => span.text).join(''), spans, speaker, tags })
    }
    texts = []
    tags = []
  }
  for (const fragment of fragments) {
    if (typeof fragment === 'string') texts.push(fragment)
    else if (fragment !== null && 'tags' in fragment) tags = [...tags, ...fragment.tags]
    else {
      close()
      speaker = fragment === null ? null : fragment.speaker
    }
  }
  close()
  return paragraphs
}
