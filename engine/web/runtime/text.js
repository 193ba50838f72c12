// What a turn prints: fragments while it runs, paragraphs when somebody looks.
// Style stands in the texts as control characters, which no story text can hold.

export const EMPHASIS = '\x01'
export const EMPHASIS_END = '\x02'
export const STRONG = '\x03'
export const STRONG_END = '\x04'
/** Stands where an inline form yielded nothing, until the blanks around it are settled. */
export const NOTHING = '\x05'
// Around what a function prints in the middle of a sentence: the blanks at its ends go, and where it prints nothing, that
// is an inline form that yields nothing.
const CALL = '\x10'
const CALL_END = '\x11'
const EMPTY_CALL = /\x10[ \x05]*\x11/g
const AROUND_CALL = /\x10 *|(?<! ) +\x11|\x11/g
/**
 * At the beginning or the end of a text: it joins what stands there, without a blank, even behind a paragraph's end.
 */
const JOIN = '\x06'
/** Begins a tag whose value is made while it is played: instead of a text that is said, and behind that of a choice. */
export const TAG = '\x07'

// Wide characters of East Asia that are written without blanks between words.
export const WIDE = '\\u2e80-\\u303f\\u3041-\\u30ff\\u3105-\\u312f\\u3190-\\u31ef\\u3200-\\u321e\\u3220-\\u3247\\u3250-\\u4dbf' +
  '\\u4e00-\\u9fff\\ua000-\\ua4cf\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{20000}-\\u{3fffd}'
const FIRST_LETTER = 0x20
const FIRST_WIDE = 0x2e80
const ENDS_WIDE = new RegExp(`[${WIDE}][\\x01-\\x05]*$`, 'u')
const BEGINS_WIDE = new RegExp(`^[\\x01-\\x05]*[${WIDE}]`, 'u')

/** Of these nothing is seen, and two texts meet over them. */
const UNSEEN = /^[\x01-\x05]*$/

const STYLED = /[\x01-\x05\n]/
/** What most texts have nothing of: style, empty forms, line breaks, what functions print. */
const MARKED = /[\x01-\x05\n\x10\x11]/
// What stands behind what they look for keeps them from trying each sign of a long row anew.
const AFTER_NOTHING = /(?: |(?<![\x01-\x04]))([\x01-\x04]*)\x05/g
const AROUND_BREAK = /(?<! ) +\n *|\n */g
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
 * A paragraph; `raw` is its text with the signs of its styles.
 * @typedef {{raw: string, text: string, spans: Span[], speaker: string | null, tags: string[]}} Paragraph
 */

/** A text without the blanks at its ends. @param {string} raw */
function withoutBlanks(raw) {
  let start = 0
  let end = raw.length
  while (start < end && raw.charCodeAt(start) === 32) start++
  while (start < end && raw.charCodeAt(end - 1) === 32) end--
  return raw.slice(start, end)
}

/**
 * Whether two texts meet in wide characters. Most texts are told from those at once.
 * @param {string} raw @param {string} text
 */
function areWide(raw, text) {
  const first = text.charCodeAt(0)
  if (first >= FIRST_LETTER && first < FIRST_WIDE) return false
  return BEGINS_WIDE.test(text) && ENDS_WIDE.test(raw)
}

/** @param {string} raw */
function trimmed(raw) {
  return raw.replace(/^[ \n]+|[ \n]+$/g, '')
}

/** A text with what functions have printed in it: without the blanks at their ends. @param {string} raw */
function withCalls(raw) {
  for (let before = ''; before !== raw;) {
    before = raw
    raw = raw.replace(EMPTY_CALL, NOTHING)
  }
  return raw.replace(AROUND_CALL, '')
}

/** A text with the blanks around empty forms and line breaks settled. @param {string} raw */
export function settled(raw) {
  return trimmed(raw.replace(AFTER_NOTHING, '$1').replace(AROUND_BREAK, '\n'))
}

/**
 * The styled spans of a text as fragments hold it.
 * @param {string} raw
 * @returns {Span[]}
 */
export function spansOf(raw) {
  if (!STYLED.test(raw)) return plainSpans(raw)
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

/** @param {string} raw @returns {Span[]} */
function plainSpans(raw) {
  const text = withoutBlanks(raw)
  return text ? [{ text, emphasis: false, strong: false }] : []
}

/** @param {Span[]} spans */
function textOf(spans) {
  return spans.length === 1 ? spans[0].text : spans.map((span) => span.text).join('')
}

/** The text without its style. @param {string} raw */
export function plain(raw) {
  if (!STYLED.test(raw)) return withoutBlanks(raw)
  return textOf(spansOf(raw))
}

/**
 * The paragraphs of a turn. Texts that no break stands between join with a blank, or as `<>` says.
 * @param {Fragment[]} fragments
 * @returns {Paragraph[]}
 */
export function paragraphsOf(fragments) {
  /** @type {Paragraph[]} */
  const paragraphs = []
  let raw = ''
  let hasText = false
  /** @type {string | null} */
  let speaker = null
  /** @type {string[]} */
  let tags = []
  // Whether a break stands above; the tags behind it, which belong to what comes, unless that joins.
  let isBroken = false
  let isJoined = false
  /** @type {string[]} */
  let waiting = []
  const close = (/** @type {string | null} */ next) => {
    const isMarked = MARKED.test(raw)
    if (isMarked && (raw.includes(CALL) || raw.includes(CALL_END))) raw = withCalls(raw)
    const spans = !hasText ? [] : isMarked ? spansOf(raw) : plainSpans(raw)
    // What consists of empty forms is no paragraph, unless something hangs on it.
    if (tags.length || spans.length || (hasText && !raw.includes(NOTHING) && !BLANK.test(raw))) {
      paragraphs.push({ raw, text: textOf(spans), spans, speaker, tags })
    }
    raw = ''
    hasText = false
    speaker = next
    tags = []
  }
  for (const one of fragments) {
    const fragment = typeof one === 'string' && one.startsWith(TAG) ? { tags: [plain(one.slice(1))] } : one
    if (typeof fragment === 'string') {
      const joins = isJoined || fragment[0] === JOIN
      if (isBroken && !joins) close(null)
      if (waiting.length) {
        tags = [...tags, ...waiting]
        waiting = []
      }
      isBroken = false
      let text = fragment[0] === JOIN ? fragment.slice(1) : fragment
      isJoined = fragment[fragment.length - 1] === JOIN
      if (isJoined) text = text.slice(0, -1)
      if (joins && raw.endsWith(' ') && text.startsWith(' ')) text = text.slice(1)
      else if (!joins && hasText && !UNSEEN.test(text) && !areWide(raw, text)) text = ` ${text}`
      raw += text
      hasText = true
    } else if (fragment === null) {
      if (waiting.length) {
        close(null)
        tags = waiting
        waiting = []
      }
      isBroken = true
    } else if ('speaker' in fragment) {
      close(null)
      tags = waiting
      waiting = []
      close(fragment.speaker)
      isBroken = isJoined = false
    } else if (isBroken && !isJoined) waiting = [...waiting, ...fragment.tags]
    else tags = [...tags, ...fragment.tags]
  }
  close(null)
  tags = waiting
  close(null)
  return paragraphs
}
