// The functions of the language that are told by their values alone. Made by docs/make_functions.py
// from their table, engine/program/functions.py; operators, draws and counts are in expressions.js.

import { clamp, words } from './numbers.js'
import { capital, decimal, listed, lower, upper } from './texts.js'
import { lengthOf, setOf, sizeOf } from './values.js'

/** The versions of the program form with what is here. */
export const VERSIONS = [2]

/** @type {[string, (...values: any[]) => any][]} */
const ROWS = [
  ['min', Math.min],
  ['max', Math.max],
  ['abs', Math.abs],
  ['clamp', clamp],
  ['words', words],
  ['decimal', decimal],
  ['capital', capital],
  ['upper', upper],
  ['lower', lower],
  ['length', lengthOf],
  ['contains', (text, part) => text.includes(part)],
  ['count', (set) => sizeOf(setOf(set))],
  ['list', (set, word, ...names) => listed(setOf(set), word, names)],
]

export const BUILT_INS = new Map(ROWS)
