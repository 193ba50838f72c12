// Answers what run.py asks of a driver, one JSON value a line, by the runtime of the page. It comes behind the runtime,
// joined into one script: test_conformance.py runs both in an embedded V8, and in Node.js where there is one.
let machine = null, session = null
const hosts = (tables) => Object.fromEntries(Object.entries(tables).map(([name, table]) => {
  const rows = new Map(table.map(([given, result]) => [JSON.stringify(given), result]))
  return [name, (...given) => rows.get(JSON.stringify(given))]
}))
const status = () => {
  try {
    const raw = session.status
    return raw === null ? null : plain(raw)
  } catch (error) {
    return { error: error.code }
  }
}
const turn = () => ({
  scene: session.scene.name,
  paragraphs: session.text.map((one) => ({
    speaker: one.speaker, spans: one.spans.map((span) => [span.text, span.emphasis, span.strong]), tags: one.tags,
  })),
  choices: session.choices.map(({ id, label, text, reason, tags }) => ({ id, label, text, reason, tags })),
  question: session.question && (({ text, kind, low, high, default: known }) =>
    ({ text, kind, low, high, default: known }))(session.question),
  ending: session.ending,
  status: status(),
  variables: session.variables,
})
// A program of a version that is not among VERSIONS is refused, and so is one with anything else in it. The expressions
// of this runtime are the cases of `valueOf` (engine/web/runtime/expressions.js), and its functions BUILT_INS.
const CASES = [...valueOf.toString().matchAll(/\bcase '([^']+)':/g)].map((found) => found[1])
const EXPRESSIONS = new Set([...CASES, ...BUILT_INS.keys()])
const isValue = (code) => !Array.isArray(code) ||
  (EXPRESSIONS.has(code[0]) && (code[0] === 'call' || code[0] === 'extern' ? code[2] : code.slice(1)).every(isValue))
const isType = ([kind]) => ['truth', 'number', 'text', 'names', 'set'].includes(kind)
const knows = (table) => (one) => Object.hasOwn(table, one.kind ?? one[0]) && table[one.kind ?? one[0]](one)
const yes = () => true
const isText = (parts) => parts.every((part) => typeof part === 'string' || isPart(part))
const isPart = knows({
  show: (part) => isValue(part[2]),
  if: (part) => part[2].every(([condition, text]) => isValue(condition) && isText(text)) && isText(part[3]),
  vary: (part) => part[3].every(isText),
})
const branches = (inner) => (one) => one[1].every((each) => isValue(each[1]) && each[2].every(inner)) && one[2].every(inner)
const isOperation = knows({
  say: (one) => isText(one[2]), break: yes, speak: yes, tags: yes, set: (one) => isValue(one[3]),
  if: (one) => branches(isOperation)(one), vary: (one) => one[3].flat().every(isOperation), goto: yes, stop: yes,
  move: (one) => one[3].every(isValue), visit: (one) => one[3].every(isValue), enter: yes, pass: yes, any: yes, back: yes,
  end: yes, fail: yes,
})
const isStep = knows({
  say: (one) => isText(one[2]), set: (one) => isValue(one[3]), if: (one) => branches(isStep)(one),
  for: (one) => isValue(one[3]) && one[5].every(isStep), return: (one) => isValue(one[2]),
})
const isGuard = knows({ if: (one) => isValue(one[1]), needs: (one) => isValue(one[1]) && isText(one[2]), otherwise: yes })
const isMember = knows({
  choice: (one) => one.guards.every(isGuard) && isText(one.text), each: (one) => one.guards.every(isGuard),
  thread: (one) => one.arguments.every(isValue),
  if: (one) => one.branches.every((each) => isValue(each[1]) && each[2].every(isMember)) && one.otherwise.every(isMember),
})
const isPoint = knows({
  ask: (point) => isType(point.type) && isText(point.prompt), choices: (point) => point.group.every(isMember),
})
const isFunction = knows({
  def: (one) => [...one.parameters, one.result].every(isType) && (one.steps?.every(isStep) ?? isValue(one.code)),
  extern: (one) => [...one.parameters, one.result].every(isType),
})
const isScene = (scene) => scene.segments.flat().every(isOperation) && scene.points.every(isPoint) && isValue(scene.when) &&
  (scene.thread ?? []).every(isMember) && scene.frame.every(([, type]) => isType(type))
const isKnown = (program) => program.format === 'nightcap program' && VERSIONS.includes(program.version) &&
  program.variables.every(({ type }) => isType(type)) && program.functions.every(isFunction) &&
  program.scenes.every(isScene) && isText(program.status)
globalThis.ask = (line) => JSON.stringify(answered(JSON.parse(line)))
const answered = (request) => {
  try {
    if (request.load) {
      if (!isKnown(request.load)) return { error: 'program' }
      machine = new Machine(request.load)
      return { loaded: true }
    }
    if (request.start) {
      const { seed, host, scene, variables } = request.start
      session = new Session(machine, seed, hosts(host), scene || variables ? { scene, variables } : null)
    }
    if ('choose' in request) {
      const choice = session.choices[request.choose]
      if (!choice) return { error: 'choice' }
      session.choose(choice.id)
    }
    if ('answer' in request) session.answer(request.answer)
    if (request.set || request.refresh) session.repeat(request)
    return turn()
  } catch (error) {
    if (error instanceof ChoiceError) return { error: 'choice' }
    if (error instanceof AnswerError) return { error: 'answer' }
    if (error instanceof HostError) return { error: 'host' }
    return { error: error.code ?? String(error) }
  }
}

if (typeof require === 'function') {
  const lines = require('readline').createInterface({ input: process.stdin })
  lines.on('line', (line) => process.stdout.write(`${globalThis.ask(line)}\n`))
}
