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
globalThis.ask = (line) => JSON.stringify(answered(JSON.parse(line)))
const answered = (request) => {
  try {
    if (request.load) {
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
