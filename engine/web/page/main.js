// The beginning of the page: the story that it holds, and the page around it.

import { held } from './elements.js'
import { Page } from './page.js'
import { Storage } from './storage.js'

new Page(held('program'), held('media'), (prefix) => new Storage(prefix), held('words')).open()
