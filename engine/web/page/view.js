// The text and the choices on the page.
//
// After a choice the focus goes to the first new paragraph, so that a screen reader goes on from there and speaks
// everything once: nothing here is a live region.

import { spansOf } from '../runtime/text.js'
import { button, element, styled } from './elements.js'

/** @typedef {import('../runtime/session.js').Session} Session */
/** @typedef {import('../runtime/text.js').Paragraph} Paragraph */
/** @typedef {import('./words.js').Words} Words */

/** How many turns stand on the page at once; earlier ones come back with a button. */
const MOST_TURNS = 60

/**
 * @typedef {object} Actions what the reader can do in the text
 * @property {(id: string) => void} choose
 * @property {(text: string) => string | null} answer gives what is wrong with the answer, if anything
 * @property {() => void} undo
 * @property {() => void} again
 * @property {() => void} plays
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
    this.media = media
    /** @type {HTMLElement[]} the turns before those that stand on the page */
    this.earlier = []
    this.scene = ''
    /** @type {HTMLAudioElement | null} */
    this.playing = null
    this.earlierButton = button(words('earlier'), () => this.showEarlier(), { class: 'quiet earlier' })
    this.turns = element('div', { class: 'turns' })
    this.choices = element('section', { class: 'choices', 'aria-label': words('choices') })
    story.replaceChildren(this.turns, this.choices)
  }

  /** Begin with an empty page. */
  clear() {
    this.turns.replaceChildren()
    this.earlier = []
    this.scene = ''
  }

  /**
   * Show the turn at which a session stands, below those that are there.
   * @param {Session} session @param {string | null} taken the text of the choice that led to it
   * @param {boolean} moves whether the reader is taken to it
   */
  add(session, taken, moves) {
    const turn = element('section', { class: 'turn' })
    if (taken !== null) turn.append(element('p', { class: 'taken' }, taken))
    const { name, title } = session.scene
    if (name !== this.scene && title) turn.append(element('h2', {}, title))
    this.scene = name
    for (const paragraph of session.text) turn.append(...this.paragraph(paragraph))
    const ending = session.ending
    if (ending) turn.append(this.end(ending.name))
    this.turns.append(turn)
    this.fold()
    this.offer(session)
    this.tell(session)
    document.body.dataset.tags = session.scene.tags.join(' ')
    document.body.dataset.scene = name
    if (moves) this.goTo(turn)
    if (moves && this.reading.values.sound === 'on') this.sound(session.text)
  }

  /** Move the earliest turns off the page. */
  fold() {
    while (this.turns.childElementCount > MOST_TURNS) {
      const first = /** @type {HTMLElement} */ (this.turns.firstElementChild)
      if (first === this.earlierButton) {
        if (this.turns.childElementCount <= MOST_TURNS + 1) break
        const next = /** @type {HTMLElement} */ (first.nextElementSibling)
        this.earlier.push(next)
        next.remove()
      } else {
        this.earlier.push(first)
        first.remove()
        this.turns.prepend(this.earlierButton)
      }
    }
  }

  showEarlier() {
    const first = this.earlierButton.nextElementSibling
    this.earlierButton.after(...this.earlier.splice(-MOST_TURNS))
    if (!this.earlier.length) this.earlierButton.remove()
    const shown = first?.previousElementSibling
    if (shown instanceof HTMLElement) this.focus(shown)
  }

  /** Take the last turn away again. @param {Session} session */
  back(session) {
    this.turns.lastElementChild?.remove()
    if (this.turns.childElementCount <= 2 && this.earlier.length) this.showEarlier()
    this.scene = session.scene.name
    this.offer(session)
    this.tell(session)
    const last = this.turns.lastElementChild
    if (last instanceof HTMLElement) this.goTo(last)
  }

  /** @param {Paragraph} paragraph @returns {HTMLElement[]} */
  paragraph({ speaker, spans, tags }) {
    const shown = []
    for (const tag of tags) {
      const [name, value] = tag.split(/=(.*)/s)
      const source = name === 'image' && this.media[value]
      if (!source) continue
      const alt = tags.find((one) => one.startsWith('alt='))?.slice(4) ?? ''
      shown.push(element('figure', {}, element('img', { src: source, alt, loading: 'lazy' })))
    }
    if (spans.length) {
      const who = speaker === null ? null : element('b', { class: 'speaker' }, speaker)
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
    const note = element('p', { id: 'answer-note', class: 'note' },
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

  /** A message of the page's own in the text. @param {...string} lines */
  note(...lines) {
    const note = element('aside', { class: 'message' }, ...lines.map((line) => element('p', {}, line)))
    this.turns.append(note)
    this.goTo(note)
  }

  /** Take the reader to something new. @param {HTMLElement} place */
  goTo(place) {
    const first = place.querySelector('h2, p:not(.taken)') ?? place
    if (first instanceof HTMLElement) this.focus(first)
    const top = place.getBoundingClientRect().top + window.scrollY
    window.scrollTo({ top: Math.max(0, top - 72), behavior: this.reading.moves ? 'smooth' : 'auto' })
  }

  /** @param {HTMLElement} place */
  focus(place) {
    place.tabIndex = -1
    place.focus({ preventScroll: true })
  }

  /** @param {Paragraph[]} paragraphs */
  sound(paragraphs) {
    const tag = paragraphs.flatMap((one) => one.tags).find((one) => one.startsWith('sound='))
    const source = tag && this.media[tag.slice(6)]
    if (!source) return
    this.playing?.pause()
    this.playing = new Audio(source)
    this.playing.play().catch(() => {})
  }

  /** All the text so far, as plain text. */
  transcript() {
    return [...this.earlier, ...this.turns.children].filter((one) => one !== this.earlierButton)
      .map((turn) => [...turn.children].map((part) => {
        const text = /** @type {HTMLElement} */ (part).innerText.trim()
        return part.className === 'taken' ? `> ${text}` : text
      }).filter((text) => text).join('\n\n')).join('\n\n') + '\n'
  }
}
