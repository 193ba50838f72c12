// The page: one story, its text, its choices, and what a reader needs around them.

import { AnswerError, ChoiceError, StoryStop } from '../runtime/errors.js'
import { hashOf } from '../runtime/hashes.js'
import { Machine } from '../runtime/machine.js'
import { pathOf, proseOf, readPath, savedStep, take } from '../runtime/paths.js'
import { Session } from '../runtime/session.js'
import { openHelp, openPlays, openReading, openReport, openSaves } from './dialogs.js'
import { button, element } from './elements.js'
import { Plays } from './plays.js'
import { Reading } from './settings.js'
import { Storage } from './storage.js'
import { View } from './view.js'
import { directionOf, spoken, wordsIn } from './words.js'

/** Everything that plays one story on the page. */
class Page {
  /** @param {any} program @param {Record<string, string>} media */
  constructor(program, media) {
    this.program = program
    const { title = '', author = '', language = '', ifid = '' } = program.metadata
    this.title = title
    this.words = wordsIn(language)
    this.storage = new Storage(`nightcap:${ifid || hashOf(`${title}\n${author}`)}:`)
    this.reading = new Reading(new Storage('nightcap:'))
    this.plays = new Plays(this.storage)
    this.machine = new Machine(program)
    const root = document.documentElement
    root.lang = spoken(language)
    root.dir = directionOf(language)
    document.title = title || 'Nightcap'
    const story = element('main', { id: 'story', lang: language || null, dir: directionOf(language) })
    const status = element('footer', { id: 'status', 'aria-label': this.words('status'), lang: language || null })
    this.view = new View(story, status, this.words, {
      choose: (id) => this.go(() => this.session.choose(id)),
      answer: (text) => this.answered(text),
      undo: () => this.undo(),
      again: () => this.begin(),
      plays: () => this.openPlays(),
    }, this.reading, media)
    document.body.append(this.bar(title, author), story, status)
    /** @type {Session} */
    this.session = this.resumed()
    document.addEventListener('keydown', (event) => this.key(event))
  }

  /** The row of buttons above the text. @param {string} title @param {string} author */
  bar(title, author) {
    const { words } = this
    return element('header', {},
      element('div', {}, element('h1', {}, title || 'Nightcap'),
        author ? element('p', { class: 'author', dir: 'auto' }, `${words('by')} ${author}`) : null),
      element('nav', { 'aria-label': words('help') },
        button(words('undo'), () => this.undo(), { class: 'quiet', 'aria-keyshortcuts': 'u' }),
        button(words('plays'), () => this.openPlays(), { class: 'quiet' }),
        button(words('saves'), () => this.openSaves(), { class: 'quiet' }),
        button(words('settings'), () => openReading(words, this.reading), { class: 'quiet' }),
        button(words('help'), () => this.openHelp(), { class: 'quiet', 'aria-keyshortcuts': '?' })))
  }

  // ------------------------------------------------------------ playing

  /** Begin a new play. @returns {Session} */
  begin() {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0]
    this.plays.begin(seed, this.program.fingerprint)
    this.session = new Session(this.machine, seed)
    this.view.back(this.session)
    return this.session
  }

  /** The play that was left here, or a new one. @returns {Session} */
  resumed() {
    if (this.plays.here < 0) {
      const session = this.begin()
      window.scrollTo(0, 0)
      return session
    }
    return this.stand(this.plays.here)
  }

  /** Play to a node of the tree, and say so if the way there is no longer what it was. @param {number} number @returns {Session} */
  stand(number) {
    const way = this.plays.wayTo(number)
    const session = new Session(this.machine, this.plays.nodes[way[0]].seed ?? 0)
    this.session = session
    let at = way[0]
    let told = ''
    for (const node of way.slice(1)) {
      const { step, prose } = this.plays.nodes[node]
      const name = step.text ?? step.answer ?? step.id ?? ''
      const now = session.question ? session.question.text : session.choices.find((one) => one.id === step.id)?.text
      try {
        take(session, step)
      } catch (error) {
        told = error instanceof StoryStop ? `${this.words('failed')} ${error.message}` : this.words('gone', { step: name })
        break
      }
      at = node
      // What is said may be reworded or another thing: without the old story nobody can tell, so it is told.
      const differs = (step.text !== null && step.text !== now) || (prose && prose !== hashOf(proseOf(session.text)))
      if (differs && !told) told = this.words('changed', { step: name, plays: this.words('plays') })
    }
    this.plays.stand(at)
    this.view.back(session)
    if (told) this.view.note(told)
    return session
  }

  /** Do a step and show where it leads. @param {() => void} step @returns {string | null} what is wrong with an answer */
  go(step) {
    const before = savedStep(this.session, { scene: '', id: null, text: null, answer: null })
    const asked = this.session.question !== null
    try {
      step()
    } catch (error) {
      if (error instanceof AnswerError) return error.message
      if (!(error instanceof StoryStop || error instanceof ChoiceError)) throw error
      this.view.note(this.words('failed'), error.message)
      return null
    }
    const { steps } = this.session
    const done = { ...steps[steps.length - 1] }
    if (asked) Object.assign(done, { id: before.id, text: before.text })
    this.plays.add({ step: done, offered: before.offered, prose: hashOf(proseOf(this.session.text)) })
    if (this.session.ending) this.plays.found(this.session.ending.name ?? '')
    this.view.add(this.session)
    if (this.plays.nodes.length === 3) this.storage.askToStay()
    return null
  }

  /** @param {string} text */
  answered(text) {
    return this.go(() => this.session.answer(text))
  }

  undo() {
    if (!this.session.undo()) return
    this.plays.stand(this.plays.nodes[this.plays.here].parent)
    this.view.back(this.session)
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = event.target instanceof Element ? event.target : document.body
    if (event.altKey || event.ctrlKey || event.metaKey || target.closest('input, textarea, select, dialog')) return
    if (/^[1-9]$/.test(event.key)) {
      const buttons = document.querySelectorAll('.choices li > button')
      const chosen = buttons[Number(event.key) - 1]
      if (chosen instanceof HTMLElement && chosen.ariaDisabled !== 'true') chosen.click()
    } else if (event.key === 'u') this.undo()
    else if (event.key === '?') this.openHelp()
    else return
    event.preventDefault()
  }

  // ------------------------------------------------------------ dialogs

  openPlays() {
    const all = this.program.endings.length
    const endings = all ? `${this.words('endings')}: ${this.words('endingsOf', { found: this.plays.endings.size, all })}` : ''
    openPlays(this.words, this.plays, endings, (node) => {
      this.stand(node)
    })
  }

  openSaves() {
    const name = (this.title || 'story').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'story'
    openSaves(this.words, this.storage.lasting ? '' : this.words('memory'), {
      file: () => download(`${name}.path.json`, this.saved(), 'application/json'),
      text: async () => this.saved(),
      load: (text) => this.load(text),
      transcript: () => download(`${name}.txt`, this.view.transcript(), 'text/plain'),
      again: () => this.begin(),
    })
  }

  openHelp() {
    openHelp(this.words, () => openReport(this.words, (note) => `${note}\n\n${this.saved()}`))
  }

  /** The play so far as the text of a path. */
  saved() {
    return `${JSON.stringify(pathOf(this.session), null, 1)}\n`
  }

  /** Go on in a play from a save. @param {string} text */
  load(text) {
    const path = readPath(text)
    if (path === null) return this.view.note(this.words('notSave'))
    const { ifid = '', title = '' } = this.program.metadata
    if (path.story.ifid ? path.story.ifid !== ifid : path.story.title !== title) {
      return this.view.note(this.words('otherStory'))
    }
    this.plays.begin(path.seed, path.story.source)
    for (const { scene, id, text: shown, answer, prose, offered } of path.steps) {
      this.plays.add({ step: { scene, id, text: shown, answer }, offered, prose })
    }
    this.stand(this.plays.here)
  }
}

/** @param {string} name @param {string} text @param {string} type */
function download(name, text, type) {
  const link = element('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}

/** What the page holds as data. @param {string} id */
function held(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null')
}

new Page(held('program'), held('media'))
