// The text and the choices on the page.
//
// After a choice the focus goes to the first new paragraph, so that a screen reader goes on from there and speaks
// everything once: nothing here is a live region.

import { proseOf } from '../runtime/paths.js'
import { spansOf } from '../runtime/text.js'
import { button, element, styled } from './elements.js'

/** @typedef {import('../runtime/session.js').Session} Session */
/** @typedef {import('../runtime/text.js').Paragraph} Paragraph */
/** @typedef {import('./words.js').Words} Words */

/** How many turns stand on the page at once; earlier ones come back with a button. */
const MOST_TURNS = 60
/** Pixels that stay free above what the reader is taken to. */
const ABOVE = 16

/**
 * @typedef {object} Actions what the reader can do in the text
 * @property {(id: string) => void} choose
 * @property {(text: string) => string | null} answer gives what is wrong with the answer, if anything
 * @property {() => void} undo
 * @property {() => void} again
 * @property {() => void} plays
 * @property {() => void} settled called when all that depends on where the play stands is shown
 */

/** Shows one play in the elements of the page. */
export class View {
  /**
   * @param {HTMLElement} story @param {HTMLElement} status
   * @param {Words} words @param {Actions} actions @param {import('./settings.js').Reading} reading
   * @param {Record<string, string>} media where pictures and sounds are, by the names in tags
   */
  constructor(story, status, words, actions, reading, media) {
    this.story = story
    this.status = status
    this.words = words
    this.actions = actions
    this.reading = reading
    this.media = new Map(Object.entries(media))
    /** @type {Session | null} */
    this.session = null
    /** The first turn that stands on the page. */
    this.first = 0
    /** @type {HTMLAudioElement | null} */
    this.playing = null
    this.earlier = button(words('earlier'), () => this.showEarlier(), { class: 'quiet earlier' })
    this.turns = element('div', { class: 'turns' })
    this.choices = element('section', { class: 'choices', 'aria-label': words('choices') })
    story.replaceChildren(this.earlier, this.turns, this.choices)
  }

  /** Show a play anew: its last turns, and what it offers. @param {Session} session */
  show(session) {
    this.session = session
    const count = session.turns
    this.first = Math.max(0, count - MOST_TURNS)
    this.turns.replaceChildren(...this.turnsFrom(this.first, count))
    this.settle(session)
  }

  /** Show the turn that a session has come to, and take the reader there. @param {Session} session */
  add(session) {
    this.turns.querySelector('.message')?.remove()
    const [turn] = this.turnsFrom(session.turns - 1, session.turns)
    this.turns.append(turn)
    while (this.turns.childElementCount > MOST_TURNS) {
      this.turns.firstElementChild?.remove()
      this.first++
    }
    this.settle(session)
    this.goTo(turn)
    if (this.reading.values.sound === 'on') this.sound(session.text)
  }

  /** Go back to where a session stands now, by one turn. @param {Session} session */
  back(session) {
    this.show(session)
    const last = this.turns.lastElementChild
    if (last instanceof HTMLElement) this.goTo(last)
  }

  showEarlier() {
    const before = this.first
    this.first = Math.max(0, before - MOST_TURNS)
    const turns = this.turnsFrom(this.first, before)
    this.turns.prepend(...turns)
    this.earlier.hidden = this.first === 0
    this.goTo(turns[0])
  }

  /** @param {number} first @param {number} end */
  turnsFrom(first, end) {
    const session = /** @type {Session} */ (this.session)
    return Array.from({ length: end - first }, (_, at) => {
      const number = first + at
      const before = number ? session.turn(number - 1).scene : null
      return this.turn(session.turn(number), before)
    })
  }

  /** @param {import('../runtime/session.js').Turned} turned @param {any} before the scene of the turn before */
  turn({ taken, scene, text, ending }, before) {
    const turn = element('section', { class: 'turn' })
    if (taken !== null) turn.append(element('p', { class: 'taken' }, taken))
    if (scene !== before && scene.title) turn.append(element('h2', {}, scene.title))
    for (const paragraph of text) turn.append(...this.paragraph(paragraph))
    if (ending) turn.append(this.end(ending.name))
    return turn
  }

  /** What depends on where the play stands. @param {Session} session */
  settle(session) {
    this.earlier.hidden = this.first === 0
    this.offer(session)
    this.tell(session)
    document.body.dataset.tags = session.scene.tags.join(' ')
    document.body.dataset.scene = session.scene.name
    this.actions.settled()
  }

  /** @param {Paragraph} paragraph @returns {HTMLElement[]} */
  paragraph({ speaker, spans, tags }) {
    const shown = []
    for (const tag of tags) {
      const [name, value] = tag.split(/=(.*)/s)
      const source = name === 'image' && this.media.get(value)
      if (!source) continue
      const alt = tags.find((one) => one.startsWith('alt='))?.slice(4).replaceAll('_', ' ') ?? ''
      shown.push(element('figure', {}, element('img', { src: source, alt, loading: 'lazy' })))
    }
    if (spans.length) {
      const who = speaker === null ? null : element('b', { class: 'speaker' }, speaker + this.words.colon)
      const attributes = { class: speaker === null ? null : 'spoken', 'data-tags': tags.join(' ') || null }
      shown.push(element('p', attributes, who, who ? ' ' : null, ...styled(spans)))
    }
    return shown
  }

  /** @param {string | null} name */
  end(name) {
    const { words, actions } = this
    return element('div', { class: 'end' },
      element('h2', {}, words('theEnd')),
      name === null ? null : element('p', {}, name),
      element('p', { class: 'row' }, button(words('undo'), actions.undo), button(words('plays'), actions.plays),
        button(words('again'), actions.again)))
  }

  /** @param {Session} session */
  offer(session) {
    const { actions } = this
    const question = session.question
    if (question) {
      this.choices.replaceChildren(this.question(question))
      return
    }
    const items = session.choices.map((choice) => {
      if (choice.reason === null) return element('li', {}, button(choice.text, () => actions.choose(choice.id)))
      const reason = element('small', {}, ` — ${choice.reason || this.words('closed')}`)
      return element('li', { class: 'closed' }, element('button', { type: 'button', 'aria-disabled': 'true' }, choice.text, reason))
    })
    this.choices.replaceChildren(...(items.length ? [element('ol', {}, ...items)] : []))
  }

  /** @param {import('../runtime/machine.js').Question} question */
  question(question) {
    const { words } = this
    const input = element('input', {
      id: 'answer', type: 'text', autocomplete: 'off', autocapitalize: question.kind === 'number' ? 'off' : 'sentences',
      inputmode: question.kind === 'number' ? 'numeric' : 'text', 'aria-describedby': 'answer-note',
    })
    const note = element('p', { id: 'answer-note', class: 'note', ...words.spoken },
      question.default ? `${words('emptyAnswer')} “${question.default}”.` : '')
    const label = element('label', { for: 'answer' }, question.text || words('answer'))
    const form = element('form', { class: 'question', novalidate: true }, label,
      element('p', { class: 'row' }, input, element('button', { type: 'submit' }, words('send'))), note)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const wrong = this.actions.answer(input.value)
      if (wrong === null) return
      note.textContent = wrong
      input.setAttribute('aria-invalid', 'true')
      input.focus()
    })
    return form
  }

  /** @param {Session} session */
  tell(session) {
    let text = ''
    try {
      text = session.status ?? ''
    } catch {
      // A status that cannot be calculated is not shown; the turn stands.
    }
    this.status.replaceChildren(...styled(text ? spansOf(text) : []))
    this.status.hidden = !text
  }

  /**
   * A message of the page's own in the text, with a heading and ways to go on, if it has them.
   * @param {string[]} lines @param {string} [heading] @param {HTMLElement[]} [ways]
   */
  note(lines, heading, ways = []) {
    const note = element('aside', { class: 'message', ...this.words.spoken }, heading ? element('h2', {}, heading) : null,
      ...lines.map((line) => element('p', {}, line)), ways.length ? element('p', { class: 'row' }, ...ways) : null)
    this.turns.append(note)
    this.goTo(note)
  }

  /** Take the reader to something new. @param {HTMLElement} place */
  goTo(place) {
    const first = place.querySelector('h2, p:not(.taken)') ?? place
    if (first instanceof HTMLElement) this.focus(first)
    const header = this.story.previousElementSibling
    const covered = header && getComputedStyle(header).position === 'sticky' ? header.getBoundingClientRect().height : 0
    const top = place.getBoundingClientRect().top + window.scrollY - covered - ABOVE
    window.scrollTo({ top: Math.max(0, top), behavior: this.reading.moves ? 'smooth' : 'auto' })
  }

  /** @param {HTMLElement} place */
  focus(place) {
    place.tabIndex = -1
    place.focus({ preventScroll: true })
  }

  /** @param {Paragraph[]} paragraphs */
  sound(paragraphs) {
    const tag = paragraphs.flatMap((one) => one.tags).find((one) => one.startsWith('sound='))
    const source = tag && this.media.get(tag.slice(6))
    if (!source) return
    this.playing?.pause()
    this.playing = new Audio(source)
    this.playing.play().catch(() => {})
  }

  /** All the text so far, as plain text. */
  transcript() {
    const session = /** @type {Session} */ (this.session)
    return Array.from({ length: session.turns }, (_, number) => {
      const { taken, text, ending } = session.turn(number)
      const end = ending ? [`${this.words('theEnd')}${ending.name === null ? '' : `: ${ending.name}`}`] : []
      return [...(taken === null ? [] : [`> ${taken}`]), ...(text.length ? [proseOf(text)] : []), ...end].join('\n\n')
    }).join('\n\n') + '\n'
  }
}
