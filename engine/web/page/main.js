// The beginning of the page: the story that it holds, and the page around it.

import { Page } from './page.js'
import { Storage } from './storage.js'

/** What the page holds as data. @param {string} id */
function held(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null')
}

new Page(held('program'), held('media'), (prefix) => new Storage(prefix)).open()
