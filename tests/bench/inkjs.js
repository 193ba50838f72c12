// Times inkjs on the ink twin of a synthetic story. Called by test_against_inkjs.py:
//   node inkjs.js compile IN.ink OUT.json | first IN.json | play IN.json CHOICES
const fs = require('fs');
const [mode, input, extra] = process.argv.slice(2);
const ms = (from) => Number(process.hrtime.bigint() - from) / 1e6;

if (mode === 'compile') {
  const { Compiler } = require('inkjs/full');
  const begin = process.hrtime.bigint();
  const story = new Compiler(fs.readFileSync(input, 'utf8')).Compile();
  fs.writeFileSync(extra, story.ToJson());
  console.log(JSON.stringify({ ms: ms(begin) }));
} else {
  const { Story } = require('inkjs');
  const story = new Story(fs.readFileSync(input, 'utf8').replace(/^\uFEFF/, ''));
  if (mode === 'first') {
    console.log(story.Continue());
  } else {
    let seed = 12345, characters = 0;
    const random = (n) => ((seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 8) % n;
    const play = (count) => {
      for (let i = 0; i < count; i++) {
        while (story.canContinue) characters += story.Continue().length;
        story.ChooseChoiceIndex(random(story.currentChoices.length));
      }
    };
    play(2000);
    const begin = process.hrtime.bigint(), cpu = process.cpuUsage();
    play(Number(extra));
    const took = ms(begin), { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ ms: took, cpu: (user + system) / 1000, characters }));
  }
}
