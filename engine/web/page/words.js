// The page's own words, in the languages that it speaks. A story's language decides; English where there is none.

/** @typedef {keyof typeof ENGLISH} Word */

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

/** @type {Partial<Record<Word, string>>} */
const GERMAN = {
  again: 'Von vorn beginnen',
  anotherMeaning: 'eine andere Bedeutung',
  anotherOutcome: 'ein anderer Ausgang',
  answer: 'Deine Antwort',
  atBeginning: 'der Anfang',
  atStep: 'Schritt {number}, Szene {scene}',
  beginning: 'Der Anfang',
  by: 'von',
  cannotBeTold: 'lässt sich nicht sagen',
  changed: 'Die Geschichte wurde seit deinem Spiel geändert',
  choices: 'Möglichkeiten',
  close: 'Schließen',
  closed: 'jetzt nicht',
  copied: 'Kopiert.',
  copy: 'Kopieren',
  damaged: 'Was von diesem Spiel aufgehoben war, ist beschädigt; das Spiel steht davor.',
  dark: 'Dunkel',
  dyslexic: 'Gut unterscheidbar',
  earlier: 'Früheren Text zeigen',
  earlierVersion: 'eine frühere Fassung der Geschichte',
  emptyAnswer: 'Leer lassen, um zu behalten:',
  endings: 'Gefundene Enden',
  endingsOf: '{found} von {all}',
  failed: 'Hier hat die Geschichte einen Fehler gemacht; das Spiel bleibt, wo es war.',
  font: 'Schrift',
  goBefore: 'Von der letzten Stelle davor weiter',
  goFits: 'Von der letzten passenden Stelle weiter',
  goNow: 'Mit der Geschichte weiter, wie sie jetzt ist',
  goThen: 'In der Fassung weiter, in der du gespielt hast',
  help: 'Hilfe',
  helpText:
    'Wähle mit einem Klick, mit Tab und Enter oder mit den Tasten 1 bis 9. „u“ geht eine Wahl zurück, so oft du willst. ' +
    'Jede Wahl wird in diesem Browser aufgehoben; eine Datei bewahrt sie überall sonst.',
  here: 'du bist hier',
  keptAsWas: 'Dein früheres Spiel bleibt, wie es war.',
  large: 'Schriftgröße',
  lastThatFits: 'die letzte passende Stelle',
  light: 'Hell',
  load: 'Spielstand aus Datei öffnen',
  loadText: 'Oder füge einen Spielstand hier ein',
  memory: 'Hier kann die Seite nichts aufheben. Dein Spiel ist verloren, wenn du sie schließt: speichere es in eine Datei.',
  motion: 'Bewegung',
  notSave: 'Das ist kein Spielstand einer Nightcap-Geschichte.',
  off: 'Aus',
  on: 'An',
  open: 'Öffnen',
  otherStory: 'Dieser Spielstand gehört zu einer anderen Geschichte.',
  otherwise: 'Dein früheres Spiel geht jetzt anders aus',
  outgrown: 'Dein früheres Spiel passt nicht mehr',
  plays: 'Spiele',
  playsText: 'Alle Wege, die du gegangen bist, eine Zeile je Wahl. Wähle eine Zeile, um von dort weiterzuspielen.',
  playThen: 'Du spielst in der Fassung weiter, in der du vorher gespielt hast.',
  print: 'Drucken',
  report: 'Problem melden',
  reportText: 'Sag, was nicht stimmt. Deine Worte werden mit dem Weg hierher kopiert; schick sie dem Autor.',
  sans: 'Schlicht',
  save: 'In eine Datei speichern',
  saves: 'Spielstände',
  saveText: 'Als Text kopieren',
  send: 'Weiter',
  serif: 'Buch',
  settings: 'Lesen',
  sound: 'Ton',
  spacing: 'Zeilenabstand',
  status: 'Stand',
  system: 'Wie das System',
  terminalSave: 'Dieser Spielstand beginnt nicht mit der Geschichte; nur `nightcap play` kann ihn fortsetzen.',
  theEnd: 'Ende',
  theme: 'Farben',
  tooLong: 'Das ist zu lang: {count} Zeichen, höchstens {most} sind möglich.',
  transcript: 'Text speichern',
  undo: 'Zurück',
  wholeNumber: 'Bitte eine ganze Zahl.',
  wholeNumberFrom: 'Bitte eine ganze Zahl von {low} bis {high}.',
}

/** @type {Partial<Record<Word, string>>} */
const FRENCH = {
  again: 'Recommencer',
  anotherMeaning: 'un autre sens',
  anotherOutcome: 'une autre issue',
  answer: 'Votre réponse',
  atBeginning: 'le début',
  atStep: 'étape {number}, scène {scene}',
  beginning: 'Le début',
  by: 'de',
  cannotBeTold: 'impossible à dire',
  changed: 'L’histoire a changé depuis votre partie',
  choices: 'Choix',
  close: 'Fermer',
  closed: 'pas maintenant',
  copied: 'Copié.',
  copy: 'Copier',
  damaged: 'Ce qui était gardé de cette partie est abîmé ; la partie se trouve juste avant.',
  dark: 'Sombre',
  dyslexic: 'Facile à distinguer',
  earlier: 'Afficher le texte précédent',
  earlierVersion: 'une version antérieure de l’histoire',
  emptyAnswer: 'Laissez vide pour garder',
  endings: 'Fins trouvées',
  endingsOf: '{found} sur {all}',
  failed: 'L’histoire a fait une erreur ici ; la partie reste où elle était.',
  font: 'Caractères',
  goBefore: 'Continuer depuis le dernier endroit avant cela',
  goFits: 'Continuer depuis le dernier endroit qui convient',
  goNow: 'Continuer l’histoire telle qu’elle est maintenant',
  goThen: 'Continuer dans la version où vous jouiez',
  help: 'Aide',
  helpText:
    'Choisissez d’un clic, avec Tab et Entrée, ou avec les touches 1 à 9. « u » revient d’un choix, autant de fois que ' +
    'vous voulez. Chaque choix est gardé dans ce navigateur ; un fichier le garde partout ailleurs.',
  here: 'vous êtes ici',
  keptAsWas: 'Votre partie est conservée telle quelle.',
  large: 'Taille du texte',
  lastThatFits: 'le dernier endroit qui convient',
  light: 'Clair',
  load: 'Ouvrir un fichier de sauvegarde',
  loadText: 'Ou collez une sauvegarde ici',
  memory: 'Cette page ne peut rien garder ici. Votre partie est perdue si vous la fermez : enregistrez-la dans un fichier.',
  motion: 'Mouvement',
  notSave: 'Ce n’est pas une sauvegarde d’une histoire Nightcap.',
  off: 'Non',
  on: 'Oui',
  open: 'Ouvrir',
  otherStory: 'Cette sauvegarde appartient à une autre histoire.',
  otherwise: 'Votre partie se déroule autrement maintenant',
  outgrown: 'Votre partie ne convient plus',
  plays: 'Parties',
  playsText: 'Tous les chemins suivis, une ligne par choix. Choisissez une ligne pour reprendre de là.',
  playThen: 'Vous continuez dans la version où vous jouiez.',
  print: 'Imprimer',
  report: 'Signaler un problème',
  reportText: 'Dites ce qui ne va pas. Vos mots sont copiés avec le chemin suivi ; envoyez-les à l’auteur.',
  sans: 'Simple',
  save: 'Enregistrer dans un fichier',
  saves: 'Sauvegardes',
  saveText: 'Copier comme texte',
  send: 'Continuer',
  serif: 'Livre',
  settings: 'Lecture',
  sound: 'Son',
  spacing: 'Interligne',
  status: 'État',
  system: 'Comme le système',
  terminalSave: 'Cette sauvegarde ne commence pas avec l’histoire ; seul `nightcap play` peut la reprendre.',
  theEnd: 'Fin',
  theme: 'Couleurs',
  tooLong: 'C’est trop long : {count} caractères, pour {most} au plus.',
  transcript: 'Enregistrer le texte',
  undo: 'Revenir',
  wholeNumber: 'Tapez un nombre entier.',
  wholeNumberFrom: 'Tapez un nombre entier de {low} à {high}.',
}

const CATALOGUES = new Map([['de', GERMAN], ['fr', FRENCH]])
const RIGHT_TO_LEFT = ['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']

/** The first part of a language's tag: `de` of `de-AT`. @param {string} language */
function primary(language) {
  return language.toLowerCase().split(/[-_]/)[0]
}

/** The direction in which a language is written. @param {string} language */
export function directionOf(language) {
  return RIGHT_TO_LEFT.includes(primary(language)) ? 'rtl' : 'ltr'
}

/** The language that the page speaks for a story's. @param {string} language */
export function spoken(language) {
  return CATALOGUES.has(primary(language)) ? primary(language) : 'en'
}

/**
 * The page's words in a language; `words(key, {name: value})` fills in what stands in braces.
 * @param {string} language
 */
export function wordsIn(language) {
  const catalogue = CATALOGUES.get(primary(language)) ?? {}
  const words = (/** @type {Word} */ key, /** @type {Record<string, string | number>} */ values = {}) =>
    (catalogue[key] ?? ENGLISH[key]).replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
  const lang = spoken(language)
  // The attributes of whatever is said in this language, also in a story of another one.
  return Object.assign(words, { spoken: { lang, dir: directionOf(lang) } })
}

/** @typedef {ReturnType<typeof wordsIn>} Words */
