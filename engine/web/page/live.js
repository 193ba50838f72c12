// The page of `nightcap live`: the page that plays, and beside it what an author wants to know. It follows the file: each
// version that is saved is taken up where the play stands, as the terminal does it with `--follow`.

import { written } from '../replay/differences.js'
import { replay } from '../replay/replaying.js'
import { StoryStop } from '../runtime/errors.js'
import { Machine } from '../runtime/machine.js'
import { pathOf, recordedStep, textOfPath } from '../runtime/paths.js'
import { Session } from '../runtime/session.js'
import { button, element, held, linesOf } from './elements.js'
import { LiveMap } from './live_map.js'
import { Page } from './page.js'
import { Storage } from './storage.js'
import { reasonsOf } from './taking_up.js'
import { wordsIn } from './words.js'

/**
 * @typedef {{code: string, severity: string, message: string, file: string, line: number, hint: string | null}} Problem
 */
/**
 * @typedef {{seed: number | null, steps: {choice?: string, answer?: string}[]}} Way a shortest play, as the exploration found it
 */
/** @typedef {{program: any, media: Record<string, string>, problems: Problem[]}} Version */

/** A page whose story changes under it. */
class LivePage extends Page {
  /** @param {any} program @param {Record<string, string>} media @param {Panel} panel */
  constructor(program, media, panel) {
    super(program, media, (prefix) => new Storage(`live:${prefix}`, 'sessionStorage'), held('words'))
    this.panel = panel
  }

  settled() {
    if (this.session) this.panel.showPlay(this.session)
  }

  /**
   * Take a new version up where the play stands; what to say of it.
   * @param {any} program @param {Record<string, string>} media
   * @returns {string}
   */
  renew(program, media) {
    const before = this.program
    const machine = new Machine(program)
    this.view.media = new Map(Object.entries(media))
    if (this.session === null) {
      this.today = this.machine = machine
      this.begin()
      return 'Saved.'
    }
    let done
    try {
      done = replay(machine, pathOf(this.session), before)
    } catch (error) {
      if (!(error instanceof StoryStop)) throw error
      return `Saved, but your play cannot be repeated in it; you play on in the version before. ${error.message}`
    }
    this.today = this.machine = machine
    this.plays.clear()
    this.plays.addPath(done.recorder.path(), program.fingerprint)
    this.session = done.session
    this.view.back(this.session)
    const last = done.results[done.results.length - 1]
    if (this.session.steps.length < done.results.length - 1) {
      return `Saved: your play goes no further than this. ${reasonsOf(last, wordsIn('')).join(' ')}`
    }
    const differing = done.results.find((one) => one.differences.some((each) => !each.again && !each.expected))
    if (!differing) return 'Saved: your play fits it as it is.'
    const { why, verdict } = differing.judgement
    const place = differing.number ? `step ${differing.number}, scene ${differing.scene}` : 'the beginning'
    return `Saved. ${place}: ${why || differing.differences[0].message || verdict}`
  }

  /** Play to a place by a shortest way. @param {Way} way */
  playTo({ seed, steps }) {
    const session = new Session(this.today, seed ?? 0)
    this.machine = this.today
    this.plays.begin(seed ?? 0, this.program.fingerprint, session)
    try {
      for (const { choice = null, answer = null } of steps) {
        this.plays.add(recordedStep(session, { scene: '', id: choice, text: null, answer }))
      }
    } catch (error) {
      this.failed(error)
    }
    this.session = session
    this.view.back(session)
  }
}

/** What an author wants to know, beside the page. */
class Panel {
  constructor() {
    /** @type {LivePage | null} */
    this.page = null
    this.told = element('p', { class: 'told', role: 'status' })
    this.problems = element('div', {})
    this.claims = element('div', {})
    this.variables = element('table', {})
    this.map = new LiveMap((way) => this.page?.playTo(way))
    this.test = button('Save this play as a test', () => this.saveTest())
    const part = (/** @type {string} */ title, /** @type {HTMLElement[]} */ ...content) =>
      element('details', { open: true }, element('summary', {}, title), ...content)
    this.root = element('aside', { id: 'live', 'aria-label': 'The story while you write it', lang: 'en', dir: 'ltr' },
      this.told, part('Problems', this.problems, this.claims), part('Variables', this.variables),
      part('Scenes', this.map.root), element('p', { class: 'row' }, this.test))
  }

  /** @param {{kind: string, data: any}} message */
  take({ kind, data }) {
    if (kind === 'version') this.takeVersion(data)
    else if (kind === 'map') this.map.draw(data)
    else if (kind === 'found') this.showFound(data)
    else if (kind === 'scenes') this.map.showWays(data.scenes, data.complete)
    else this.map.showSeen(data.seen, data.saved)
  }

  /** @param {Version} version */
  takeVersion({ program, media, problems }) {
    this.claims.replaceChildren()
    this.showProblems(problems)
    this.map.forget()
    const errors = problems.filter((one) => one.severity === 'error').length
    if (program === null) {
      const count = `${errors} error${errors === 1 ? '' : 's'}`
      this.say(this.page ? `Saved with ${count}; you play on in the version before.` : `The story has ${count}.`)
    } else if (this.page === null) {
      this.page = new LivePage(program, media, this)
      document.body.append(this.root)
      this.page.open()
      this.say('The page follows the file.')
    } else this.say(this.page.renew(program, media))
    if (!this.root.isConnected) document.body.append(this.root)
  }

  /** @param {string} text */
  say(text) {
    this.told.textContent = text
  }

  /** @param {Problem[]} problems */
  showProblems(problems) {
    const items = problems.map(({ severity, file, line, message, hint, code }) => element('li', { class: severity },
      element('code', {}, `${file}:${line}`), ` ${message} `, element('small', {}, code), hint ? element('p', {}, ...linesOf(hint)) : null))
    this.problems.replaceChildren(items.length ? element('ul', {}, ...items) : element('p', { class: 'note' }, 'None.'))
  }

  /**
   * What an exploration of all plays found: all problems, and what it says of claims.
   * @param {{found: Problem[], verdicts: {file: string, line: number, text: string, result: string}[]}} data
   */
  showFound({ found, verdicts }) {
    this.showProblems(found)
    const items = verdicts.map(({ file, line, text, result }) => element('li', {},
      element('code', {}, `${file}:${line}`), ` ${text}: `, element('strong', {}, result)))
    this.claims.replaceChildren(...(items.length ? [element('ul', {}, ...items)] : []))
  }

  /** @param {Session} session */
  showPlay(session) {
    const turn = session.turns - 1
    const before = new Map(turn ? Object.entries(session.variablesAt(turn - 1)) : [])
    const rows = Object.entries(session.variables).map(([name, value]) => {
      const now = written(value)
      const was = before.has(name) ? written(before.get(name)) : now
      return element('tr', { class: was === now ? null : 'changed' }, element('th', { scope: 'row' }, name),
        element('td', {}, now, was === now ? null : element('small', {}, ` was ${was}`)))
    })
    this.variables.replaceChildren(...rows)
    this.map.showHere(session.scene.name)
  }

  async saveTest() {
    if (!this.page?.session) return
    try {
      const answer = await fetch('tests', { method: 'POST', body: textOfPath(pathOf(this.page.session)) })
      const { saved, error } = await answer.json()
      this.say(saved ? `Saved as ${saved}; \`nightcap test\` replays it.` : `It could not be saved: ${error}`)
    } catch {
      this.say('`nightcap live` is not running any more.')
    }
  }
}

const panel = new Panel()
const news = new EventSource('news')
news.addEventListener('message', (event) => panel.take(JSON.parse(event.data)))
news.addEventListener('error', () => panel.say('`nightcap live` is not running any more; play goes on here.'))
