// The page: one story, its text, its choices, and what a reader needs around them.

import { AnswerError, ChoiceError, StoryStop } from '../runtime/errors.js'
import { hashOf } from '../runtime/hashes.js'
import { MOST_ANSWER } from '../runtime/limits.js'
import { Machine } from '../runtime/machine.js'
import { isForTerminal, pathOf, readPath, recordedStep, saveIn, textOfPath } from '../runtime/paths.js'
import { Session } from '../runtime/session.js'
import { lengthOf } from '../runtime/values.js'
import { openHelp, openPlays, openReading, openReport, openSaves } from './dialogs.js'
import { button, element } from './elements.js'
import { Plays } from './plays.js'
import { Reading } from './settings.js'
import { takenUp } from './taking_up.js'
import { Versions } from './versions.js'
import { View } from './view.js'
import { directionOf, wordsIn } from './words.js'

/** @typedef {import('./taking_up.js').TakenUp} TakenUp */
/** @typedef {import('./storage.js').Storage} Storage */
/** @typedef {import('../runtime/paths.js').SavedPath} SavedPath */

/** Everything that plays one story on the page. */
export class Page {
  /**
   * @param {any} program @param {Record<string, string>} media @param {(prefix: string) => Storage} storageOf
   * @param {import('./words.js').Catalogues} catalogues
   */
  constructor(program, media, storageOf, catalogues) {
    const { title = '', author = '', language = '', ifid = '' } = program.metadata
    this.title = title
    this.words = wordsIn(language, catalogues)
    const prefix = `nightcap:${ifid || hashOf(`${title}\n${author}`)}:`
    this.storage = storageOf(prefix)
    this.reading = new Reading(storageOf('nightcap:'))
    this.plays = new Plays(this.storage)
    this.versions = new Versions(prefix)
    /** The story of today. */
    this.today = new Machine(program)
    /** What plays: the story of today, or the version in which an earlier play was played. */
    this.machine = this.today
    /** @type {Session | null} */
    this.session = null
    const root = document.documentElement
    root.lang = this.words.spoken.lang
    root.dir = directionOf(language)
    document.title = title || 'Nightcap'
    const story = element('main', { id: 'story', lang: language || null, dir: directionOf(language) })
    const status = element('footer', { id: 'status', 'aria-label': this.words('status'), lang: language || null })
    this.view = new View(story, status, this.words, {
      choose: (id) => this.go(id, null),
      answer: (text) => this.go(null, text),
      undo: () => this.undo(),
      again: () => this.begin(),
      plays: () => this.openPlays(),
      settled: () => this.settled(),
    }, this.reading, media)
    document.body.append(this.bar(title, author), story, status)
    document.addEventListener('keydown', (event) => this.key(event))
  }

  /** Go on in the play that was left here, or begin one. */
  async open() {
    if (this.plays.here >= 0) return this.stand(this.plays.here)
    this.begin()
    window.scrollTo(0, 0)
  }

  get program() {
    return this.machine.program
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

  /** Begin a new play. */
  begin() {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0]
    this.machine = this.today
    try {
      this.session = new Session(this.machine, seed)
    } catch (error) {
      this.failed(error)
      return
    }
    this.plays.begin(seed, this.program.fingerprint, this.session)
    this.view.back(this.session)
  }

  /** Called when the page shows where a play stands. */
  settled() {}

  /** Say that the story made a mistake. @param {unknown} error */
  failed(error) {
    if (!(error instanceof StoryStop || error instanceof ChoiceError)) throw error
    this.view.note([this.words('failed'), error.message])
  }

  /** Play to a node of the tree. @param {number} number */
  async stand(number) {
    const way = this.plays.wayTo(number)
    const { source } = this.plays.nodes[way[0]]
    if (source === this.today.program.fingerprint) this.machine = this.today
    if (source === this.program.fingerprint) this.standIn(way)
    else await this.takeUp(this.plays.pathOf(way, this.program.metadata), number)
  }

  /** Play to a node in the version in which it was played. @param {number[]} way */
  standIn(way) {
    let at = way[0]
    try {
      const session = new Session(this.machine, this.plays.nodes[at].seed ?? 0, {}, this.plays.nodes[at].start ?? null)
      this.session = session
      for (const node of way.slice(1)) {
        session.repeat(this.plays.nodes[node].step)
        at = node
      }
      this.view.back(session)
    } catch (error) {
      // The same version plays the same, so what is kept was changed by somebody.
      if (this.session) this.view.back(this.session)
      this.view.note([this.words('damaged'), error instanceof Error ? error.message : ''])
    }
    this.plays.stand(at)
  }

  /**
   * Take up a play of another version of the story.
   * @param {SavedPath} path @param {number} [number] its last node, if it is in the tree
   */
  async takeUp(path, number) {
    const { source } = path.story
    const today = this.today.program
    const kept = source && source !== today.fingerprint ? await this.versions.find(source, today) : null
    this.machine = this.today
    /** @type {TakenUp} */
    let found
    try {
      found = takenUp(this.today, path, kept, this.words)
    } catch (error) {
      this.failed(error)
      return
    }
    const { session, before, told } = found
    // What is told may be gone back to: the play stays as it was beside what becomes of it.
    const earlier = this.plays.wayTo(number ?? (told.length ? this.plays.addPath(path, source) : -1))
    this.plays.addPath({ ...found.path, steps: found.path.steps.slice(0, before) }, today.fingerprint, earlier)
    while (session.steps.length > before) session.undo()
    this.session = session
    this.view.back(session)
    this.keepVersion()
    if (told.length) this.ask(found, earlier)
  }

  /**
   * Ask how to go on with a play that does not come out as it did.
   * @param {TakenUp} found @param {number[]} earlier its nodes as it was
   */
  ask({ session, path, before, told, isStopped, then }, earlier) {
    const { words } = this
    const isOutgrown = path.steps.length === before
    const ways = []
    if (!isOutgrown) {
      const last = isStopped ? ` (${words('lastThatFits')})` : ''
      ways.push(button(words('goNow') + last, () => {
        while (session.redo());
        this.plays.addPath(path, this.today.program.fingerprint, earlier)
        this.found()
        this.view.back(session)
      }))
    }
    if (then !== null) {
      ways.push(button(words('goThen'), () => {
        this.machine = then
        this.standIn(earlier)
        this.view.note([words('playThen')])
      }))
    }
    ways.push(button(words(isOutgrown ? 'goFits' : 'goBefore'), () => this.view.back(session)),
      button(words('again'), () => this.begin()))
    this.view.note([words(isOutgrown ? 'outgrown' : 'otherwise'), ...told, words('keptAsWas')], words('changed'), ways)
  }

  /** Note the ending, if the play is at one. */
  found() {
    if (this.session?.ending) this.plays.found(this.session.ending.name ?? '')
  }

  /**
   * Do a step and show where it leads.
   * @param {string | null} id of the choice @param {string | null} answer
   * @returns {string | null} what is wrong with an answer
   */
  go(id, answer) {
    if (this.session === null) return null
    let step
    try {
      step = recordedStep(this.session, { scene: '', id, text: null, answer })
    } catch (error) {
      if (error instanceof AnswerError) return this.wrong(answer ?? '')
      this.failed(error)
      return null
    }
    this.plays.add(step)
    this.found()
    this.view.add(this.session)
    this.keepVersion()
    return null
  }

  /** What is wrong with an answer to the question that is open. @param {string} typed */
  wrong(typed) {
    const { kind = '', low = null, high = null } = this.session?.question ?? {}
    if (kind !== 'number') return this.words('tooLong', { count: lengthOf(typed), most: MOST_ANSWER })
    return low === null || high === null ? this.words('wholeNumber') : this.words('wholeNumberFrom', { low, high })
  }

  /** Keep this version of the story, as somebody plays it. */
  keepVersion() {
    if (!this.storage.lasting || this.versions.known.has(this.program.fingerprint)) return
    this.storage.askToStay()
    this.versions.keep(this.program, this.plays.sources)
  }

  undo() {
    if (!this.session?.undo()) return
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
    openPlays(this.words, this.plays, this.today.program.fingerprint, endings, (node) => {
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
    return this.session === null ? '' : textOfPath(pathOf(this.session))
  }

  /** Go on in a play from a save. @param {string} text */
  async load(text) {
    const path = readPath(saveIn(text))
    if (path === null) return this.view.note([this.words(isForTerminal(saveIn(text)) ? 'terminalSave' : 'notSave')])
    const { ifid = '', title = '' } = this.program.metadata
    if (path.story.ifid ? path.story.ifid !== ifid : path.story.title !== title) {
      return this.view.note([this.words('otherStory')])
    }
    return this.takeUp(path)
  }
}

/** @param {string} name @param {string} text @param {string} type */
function download(name, text, type) {
  const link = element('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}
