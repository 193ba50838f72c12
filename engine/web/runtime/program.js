// The parts of a program, as docs/program.md tells them. Operations, expressions and texts are lists that begin with
// their name; whoever runs them takes them apart.

/** @typedef {import('./values.js').Type} Type */
/** @typedef {any[]} Code an expression, or a value */
/** @typedef {any[]} Operation */
/** @typedef {any[]} Text strings, and parts that come to strings */

/**
 * What a menu is made of: a choice, an `each`, a `<-`, or an `~ if` with further members. `kind` tells which, and which
 * of the properties it has.
 * @typedef {any} Member
 */

/**
 * Where a play stops: at a menu (`group`) or a question (`prompt`).
 * @typedef {{kind: 'choices' | 'ask', group: Member[], prompt: Text, ref: [string, number], type: Type, follow: number}} Point
 */

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {string} title
 * @property {string[]} tags
 * @property {number} parameters how many of its local variables, the first ones, are given by whoever goes there
 * @property {[string, Type][]} frame its local variables
 * @property {Operation[][]} segments
 * @property {Point[]} points
 * @property {Member[] | null} thread what `<-` takes from it
 * @property {number[]} includes the scenes from which it takes choices
 * @property {string[]} counters
 * @property {Code | true} when
 * @property {boolean} once
 * @property {number} priority
 * @property {[number[], number[]]} [costs] what segments and points take from the budget of a turn
 */

/**
 * A `def`, or a function of the host.
 * @typedef {{name: string, parameters: Type[], result: Type, code: Code, frame: [string, Type][], prints: boolean,
 *   steps?: Operation[]}} Callable
 */

/**
 * What was renamed: of scenes, choices, endings, variables and their values, old names to those of today.
 * @typedef {Record<'scenes' | 'choices' | 'endings' | 'variables' | 'values', Record<string, string>>} Renamed
 */

/**
 * @typedef {object} Program
 * @property {string} format
 * @property {number} version
 * @property {Record<string, string>} metadata
 * @property {string[]} files those of the story, empty names where it is published
 * @property {any[]} checksums
 * @property {string} fingerprint
 * @property {number} start
 * @property {{name: string, type: Type, initial: any}[]} variables
 * @property {Callable[]} functions
 * @property {string[]} visits whose visits something asks for
 * @property {string[]} since
 * @property {boolean} turns whether something asks for the number of turns
 * @property {string[]} counters
 * @property {Scene[]} scenes
 * @property {string[]} endings
 * @property {Record<string, number[]>} tags
 * @property {Renamed} was
 * @property {Text} status
 * @property {any[]} claims
 */

export {}
