// The page's dialogs: reading, saves, plays, report, help. Each is made when it is opened.

import { button, element } from './elements.js'
import { CHOICES } from './settings.js'

/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./words.js').Word} Word */

/**
 * Open a dialog with a heading and a way to close it; it is gone when it is closed.
 * @param {Words} words @param {string} title @param {...(Node | string | null)} content
 */
export function openDialog(words, title, ...content) {
  const close = element('form', { method: 'dialog' }, element('button', { class: 'quiet' }, words('close')))
  const dialog = element('dialog', { 'aria-labelledby': 'dialog-title', ...words.spoken },
    element('h2', { id: 'dialog-title' }, title), ...content, close)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** @type {Record<import('./settings.js').Setting, Word>} */
const NAMES = { theme: 'theme', font: 'font', size: 'large', spacing: 'spacing', motion: 'motion', sound: 'sound' }
const WORDS = ['system', 'light', 'dark', 'serif', 'sans', 'dyslexic', 'on', 'off']

/** @param {Words} words @param {import('./settings.js').Reading} reading */
export function openReading(words, reading) {
  const rows = /** @type {import('./settings.js').Setting[]} */ (Object.keys(CHOICES)).map((name) => {
    const values = [...CHOICES[name]]
    if (name === 'size' || name === 'spacing') values.sort((one, other) => Number(one) - Number(other))
    const options = values.map((value) => {
      const text = WORDS.includes(value) ? words(/** @type {Word} */ (value)) : name === 'size' ? `${value} %` : value
      return element('option', { value, selected: reading.values[name] === value }, text)
    })
    const select = element('select', { id: `setting-${name}` }, ...options)
    select.addEventListener('change', () => reading.set(name, select.value))
    return element('p', { class: 'setting' }, element('label', { for: `setting-${name}` }, words(NAMES[name])), select)
  })
  openDialog(words, words('settings'), ...rows)
}

/**
 * @param {Words} words @param {string} lasting a warning where nothing lasts, else empty
 * @param {{file: () => void, text: () => Promise<string>, load: (text: string) => void, transcript: () => void,
 *   again: () => void}} actions
 */
export function openSaves(words, lasting, actions) {
  const file = element('input', { type: 'file', accept: '.json,application/json', id: 'save-file' })
  const pasted = element('textarea', { id: 'save-text', rows: 3, spellcheck: 'false' })
  const told = element('p', { class: 'note', role: 'status' })
  const dialog = openDialog(words, words('saves'),
    lasting ? element('p', { class: 'message' }, lasting) : null,
    element('p', { class: 'row' }, button(words('save'), actions.file),
      button(words('saveText'), async () => copy(await actions.text(), words, told, pasted)),
      button(words('transcript'), actions.transcript), button(words('print'), () => { dialog.close(); window.print() })),
    element('p', {}, element('label', { for: 'save-file' }, words('load')), file),
    element('p', {}, element('label', { for: 'save-text' }, words('loadText')), pasted),
    element('p', { class: 'row' }, button(words('open'), () => { if (pasted.value.trim()) load(pasted.value) }),
      button(words('again'), () => { dialog.close(); actions.again() })),
    told)
  const load = (/** @type {string} */ text) => {
    dialog.close()
    actions.load(text)
  }
  file.addEventListener('change', async () => {
    if (file.files?.[0]) load(await file.files[0].text())
  })
}

/**
 * Put a text on the clipboard; where that is forbidden, into a field, selected.
 * @param {string} text @param {Words} words @param {HTMLElement} told @param {HTMLTextAreaElement} field
 */
async function copy(text, words, told, field) {
  try {
    await navigator.clipboard.writeText(text)
    told.textContent = words('copied')
  } catch {
    field.value = text
    field.focus()
    field.select()
  }
}

/** @param {Words} words @param {(note: string) => string} reportOf */
export function openReport(words, reportOf) {
  const note = element('textarea', { id: 'report-note', rows: 4 })
  const result = element('textarea', { id: 'report-result', rows: 3, readonly: true, hidden: true, 'aria-label': words('report') })
  const told = element('p', { class: 'note', role: 'status' })
  openDialog(words, words('report'),
    element('p', {}, element('label', { for: 'report-note' }, words('reportText')), note),
    element('p', { class: 'row' }, button(words('copy'), () => {
      result.hidden = false
      result.value = reportOf(note.value)
      return copy(result.value, words, told, result)
    })), result, told)
}

/**
 * The tree of plays, indented where it branches.
 * @param {Words} words @param {import('./plays.js').Plays} plays @param {string} source the version of today
 * @param {string} endings what is known of endings @param {(node: number) => void} go
 */
export function openPlays(words, plays, source, endings, go) {
  const shown = plays.shown()
  /** @type {number[][]} */
  const below = plays.nodes.map(() => [])
  /** @type {number[]} */
  const beginnings = []
  plays.nodes.forEach((node, number) => {
    if (shown.has(number)) (node.parent < 0 ? beginnings : below[node.parent]).push(number)
  })
  const list = element('ul', { class: 'tree' })
  /** @type {[number, number][]} a node and how deep it is indented */
  const open = beginnings.reverse().map((number) => [number, 0])
  open.reverse()
  while (open.length) {
    const [number, depth] = /** @type {[number, number]} */ (open.pop())
    const { parent, source: version, step } = plays.nodes[number]
    const beginning = version === source ? words('beginning') : `${words('beginning')} (${words('earlierVersion')})`
    const text = parent < 0 ? beginning : step.answer ?? step.text ?? step.id
    const here = number === plays.here
    list.append(element('li', { 'data-depth': Math.min(depth, 8) },
      button(`${text}${here ? ` (${words('here')})` : ''}`, () => {
        dialog.close()
        go(number)
      }, { class: 'quiet', dir: 'auto', 'aria-current': here ? 'true' : null })))
    const children = below[number]
    for (const child of children.slice().reverse()) open.push([child, depth + (children.length > 1 ? 1 : 0)])
  }
  const dialog = openDialog(words, words('plays'), element('p', {}, words('playsText')), element('p', {}, endings), list)
  list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
}

/** @param {Words} words @param {() => void} report */
export function openHelp(words, report) {
  const dialog = openDialog(words, words('help'), element('p', {}, words('helpText')),
    element('p', { class: 'row' }, button(words('report'), () => { dialog.close(); report() })))
}
