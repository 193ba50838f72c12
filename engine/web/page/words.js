// The page's own words. English stands here; other languages are files of the folder `words`, of which a page holds that
// of its story.

/** @typedef {keyof typeof ENGLISH} Word */
/**
 * @typedef {Record<string, Partial<Record<Word, string>>>} Catalogues the words of languages, by their tags such as `de`
 */

const ENGLISH = {
  again: 'Begin again',
  anotherMeaning: 'another meaning',
  anotherOutcome: 'another outcome',
  answer: 'Your answer',
  atBeginning: 'the beginning',
  atStep: 'step {number}, scene {scene}',
  beginning: 'The beginning',
  by: 'by',
  cannotBeTold: 'cannot be told',
  changed: 'The story was changed since you played it',
  choices: 'Choices',
  close: 'Close',
  closed: 'not now',
  copied: 'Copied.',
  copy: 'Copy',
  damaged: 'What was kept of this play is damaged; play stands before that.',
  dark: 'Dark',
  dyslexic: 'Easy to tell apart',
  earlier: 'Show earlier text',
  earlierVersion: 'an earlier version of the story',
  emptyAnswer: 'Leave it empty to keep',
  endings: 'Endings found',
  endingsOf: '{found} of {all}',
  failed: 'The story made a mistake here, and play stays where it was.',
  font: 'Letters',
  goBefore: 'Go on from the last place before',
  goFits: 'Go on from the last place that fits',
  goNow: 'Go on with the story as it is now',
  goThen: 'Go on in the version in which you played',
  help: 'Help',
  helpText:
    'Choose with a click, with Tab and Enter, or with the keys 1 to 9. “u” goes back one choice, as often as you like. ' +
    'Every choice is kept in this browser; a save file keeps it anywhere else.',
  here: 'you are here',
  keptAsWas: 'Your earlier play is kept as it was.',
  large: 'Text size',
  lastThatFits: 'the last place that fits',
  light: 'Light',
  load: 'Open a save file',
  loadText: 'Or paste a save here',
  memory: 'This page cannot keep anything here. Your play is lost when you close it: save it to a file.',
  motion: 'Movement',
  notSave: 'This is no save of a Nightcap story.',
  off: 'Off',
  on: 'On',
  open: 'Open',
  otherStory: 'This save belongs to another story.',
  otherwise: 'Your earlier play comes out otherwise now',
  outgrown: 'Your earlier play does not fit any more',
  plays: 'Plays',
  playsText: 'All the ways you went, one line for each choice. Choose a line to go on from there.',
  playThen: 'You play on in the version in which you played before.',
  print: 'Print',
  report: 'Report a problem',
  reportText: 'Say what is wrong. Your words are copied together with the way you came here; send them to the author.',
  sans: 'Plain',
  save: 'Save to a file',
  saves: 'Saves',
  saveText: 'Copy as text',
  send: 'Go on',
  serif: 'Book',
  settings: 'Reading',
  sound: 'Sound',
  spacing: 'Line spacing',
  status: 'Status',
  system: 'As the system',
  terminalSave: 'This save does not begin with the story; only `nightcap play` can take it up.',
  theEnd: 'The end',
  theme: 'Colours',
  tooLong: 'That is too long: {count} characters, and {most} are the most.',
  transcript: 'Save the text',
  undo: 'Go back',
  wholeNumber: 'Please type a whole number.',
  wholeNumberFrom: 'Please type a whole number from {low} to {high}.',
}

const RIGHT_TO_LEFT = ['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']

/** The first part of a language's tag: `de` of `de-AT`. @param {string} language */
function primary(language) {
  return language.toLowerCase().split(/[-_]/)[0]
}

/** The direction in which a language is written. @param {string} language */
export function directionOf(language) {
  return RIGHT_TO_LEFT.includes(primary(language)) ? 'rtl' : 'ltr'
}

/**
 * The page's words in a story's language; `words(key, {name: value})` fills in what stands in braces.
 * @param {string} language
 * @param {Catalogues} [catalogues] those that the page holds; a word that they do not have is English
 */
export function wordsIn(language, catalogues = {}) {
  const name = primary(language)
  const catalogue = new Map(Object.entries(catalogues)).get(name)
  const words = (/** @type {Word} */ key, /** @type {Record<string, string | number>} */ values = {}) =>
    (catalogue?.[key] ?? ENGLISH[key]).replace(/\{(\w+)\}/g, (_, place) => String(values[place]))
  const lang = catalogue ? name : 'en'
  // What stands behind a speaker: French has a blank before its colon.
  const colon = name === 'fr' ? '\u00a0:' : ':'
  // The attributes of whatever is said in this language, also in a story of another one.
  return Object.assign(words, { spoken: { lang, dir: directionOf(lang) }, colon })
}

/** @typedef {ReturnType<typeof wordsIn>} Words */
