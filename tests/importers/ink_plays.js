// Plays ink stories with inkjs at random: `node ink_plays.js FOLDER_OF_MODULES MOST_TURNS PLAYS FILE…`.
// Prints a line of JSON for each file: its plays, each a list of turns {lines, choices, taken}, or the error.
const [modules, most, count, ...files] = process.argv.slice(2);
const path = require("path");
const fs = require("fs");
const ink = require(path.join(modules, "inkjs/dist/ink-full.js"));

function generator(seed) {
    let state = seed >>> 0;
    return () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 4294967296;
    };
}

function turnOf(story) {
    const turn = { lines: [], choices: [], taken: null, error: null };
    try {
        let lines = 0;
        while (story.canContinue && lines++ < 10000) turn.lines.push(story.Continue().trim());
        if (story.canContinue) throw new Error("the story goes round without a choice");
        turn.choices = story.currentChoices.map((choice) => choice.text.trim());
    } catch (problem) {
        turn.error = String(problem.message || problem).slice(0, 300);
    }
    turn.lines = turn.lines.filter((line) => line !== "");
    return turn;
}

function play(compiled, seed) {
    const next = generator(seed * 7919 + 13);
    const story = new ink.Story(compiled);
    const problems = [];
    story.onError = (message, type) => { if (type !== 1) problems.push(message); };
    story.allowExternalFunctionFallbacks = true;
    const turns = [];
    for (let number = 0; number < Number(most); number++) {
        const turn = turnOf(story);
        turn.error = turn.error || problems.shift() || null;
        turns.push(turn);
        if (turn.error || turn.choices.length === 0) break;
        turn.taken = Math.floor(next() * turn.choices.length);
        story.ChooseChoiceIndex(turn.taken);
    }
    return turns;
}

for (const file of files) {
    const result = { file, plays: [], error: null };
    try {
        const text = fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
        const folder = path.dirname(path.resolve(file));
        const handler = {
            ResolveInkFilename: (name) => path.resolve(folder, name),
            LoadInkFileContents: (name) => fs.readFileSync(name, "utf8").replace(/^\uFEFF/, ""),
        };
        const errors = [];
        const options = new ink.CompilerOptions(file, [], true, (message, type) => { if (type === 2) errors.push(message); }, handler);
        const compiled = new ink.Compiler(text, options).Compile().ToJson();
        if (errors.length) throw new Error(errors.join("; "));
        const seen = new Set();
        for (let seed = 0; seed < Number(count); seed++) {
            const turns = play(compiled, seed);
            const key = JSON.stringify(turns);
            if (!seen.has(key)) result.plays.push(turns);
            seen.add(key);
        }
    } catch (problem) {
        result.error = String(problem.message || problem).slice(0, 500);
    }
    console.log(JSON.stringify(result));
}
