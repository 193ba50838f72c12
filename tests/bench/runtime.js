// Times the runtime of the page on a program. Called by test_against_inkjs.py:
//   node runtime.js SCRIPT PROGRAM.json CHOICES MOST
// SCRIPT is the joined runtime. A play begins anew after MOST choices, for all of them can be undone. What is printed is
// settled into paragraphs and counted, as inkjs.js does it.
const fs = require('fs');
const [script, input, choices, most] = process.argv.slice(2);
const { Machine, Session } = new Function(`${fs.readFileSync(script, 'utf8')}; return { Machine, Session }`)();
const machine = new Machine(JSON.parse(fs.readFileSync(input, 'utf8')));
let seed = 12345, characters = 0, session = new Session(machine, 1);
const random = (n) => ((seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 8) % n;
const play = (count) => {
  for (let i = 0; i < count; i++) {
    for (const paragraph of session.text) characters += paragraph.text.length + 1;
    if (session.ending || session.steps.length >= Number(most)) {
      session = new Session(machine, random(1e6));
      continue;
    }
    if (session.question) {
      session.answer('');
      continue;
    }
    const open = session.choices.filter((choice) => choice.reason === null);
    session.choose(open[random(open.length)].id);
  }
};
play(2000);
const begin = process.hrtime.bigint();
play(Number(choices));
console.log(JSON.stringify({ ms: Number(process.hrtime.bigint() - begin) / 1e6, characters }));
