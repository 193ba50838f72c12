// How a choice is taken: what is noted of it, and where the play goes on.

import { StoryStop } from './errors.js'
import { PLACE, STACK } from './layout.js'
import { MOST_STACK } from './limits.js'

/** @typedef {import('./turn.js').Turn} Turn */
/** @typedef {import('./machine.js').Take} Take */

/** Begin to take a choice: where to go on. @param {Turn} turn @param {Take} take @returns {number} */
export function takeChoice(turn, take) {
  const { layout } = turn
  turn.enter(take.scene)
  giveAgain(turn, take)
  if (take.entry === undefined) {
    note(turn, take)
    return layout.segments[take.scene] + take.member.segment
  }
  if (take.used) turn.use(...take.used)
  if (take.returns) turn.push(follow(turn), layout.slices[take.scene])
  else {
    turn.forget(layout.slices[take.scene])
    turn.dropThreads()
  }
  return take.entry
}

/** Set the parameters with which a choice was looked at. @param {Turn} turn @param {Take} take */
export function giveAgain({ w }, { given }) {
  for (const { first, values } of given ?? []) values.forEach((value, place) => (w[first + place] = value))
}

/** Note that a choice was taken. @param {Turn} turn @param {Take} take */
export function note(turn, { member, scene, threaded }) {
  const { once } = member
  if (once !== null) turn.use(turn.counter(once[0]), once[1])
  const label = member.label && turn.layout.counters.get(`visits ${turn.program.scenes[scene].name}.${member.label}`)
  if (typeof label === 'number') turn.keep(label, turn.counted(label) + 1)
  if (threaded) {
    const stack = turn.w[STACK]
    if (stack.length >= MOST_STACK) throw new StoryStop('NC907', 'choices added by `<-` are nested too deep here')
    turn.w[STACK] = [...stack, [follow(turn), null]]
  }
}

/** The segment behind the point at which the play stands. @param {Turn} turn */
function follow({ layout, w }) {
  const place = -1 - w[PLACE]
  return layout.segments[layout.pointScenes[place]] + layout.stops[place].follow
}
