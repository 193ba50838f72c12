// Plays a ChoiceScript game at random with its own interpreter:
// `node choicescript_plays.js FOLDER_OF_CHOICESCRIPT FOLDER_OF_SCENES SEED MOST_TURNS`. Prints its turns as JSON.
const [engine, game, seed, most] = process.argv.slice(2);
const fs = require("fs");
const path = require("path");
const vm = require("vm");
Object.assign(globalThis, { fs, path, window: undefined });
for (const file of ["web/util.js", "web/scene.js", "web/navigator.js", "headless.js"]) {
    vm.runInThisContext(fs.readFileSync(path.join(engine, file), "utf8"), file);
}

let state = Number(seed) + 1;
const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
const turns = [];
let buffer = [];
let pending = null;
const bare = (text) => text.replace(/\[n\/\]|\[\/?[bi]\]|<[^>]*>/g, "");

function stop(options, go) {
    const open = options.filter((option) => !option.closed);
    const closed = options.filter((option) => option.closed).map((option) => bare(option.name));
    turns.push({ text: bare(buffer.join("")), choices: open.map((one) => bare(one.name)), closed, taken: null, error: null });
    buffer = [];
    pending = options.length === 0 ? null : [open, go];
}

printx = (message) => { buffer.push(message); };
println = (message) => { buffer.push(message || "", " "); };
printParagraph = (message) => { if (message) buffer.push(` ${message} `); };
clearScreen = (then) => then.call();
setTimeout0 = (then) => then();
safeCall = (owner, then) => { if (then.call) then.call(owner); else owner[then](); };
printButton = (name, main, sub, then) => stop([{ name }], () => then());
printInput = (target, options, then, low) => {
    stop([{ name: "?input" }], () => then(options && options.numeric ? (low === undefined ? 3 : low) : "Ada"));
};
trim = (text) => text.trim();
crc32 = () => 0;
trackEvent = delayBreakEnd = () => {};
isFullScreenAdvertisingSupported = () => false;
Scene.prototype.renderOptions = function (groups, options, then) {
    this.paragraph();
    stop(
        options.map((option) => ({ name: this.replaceVariables(option.name), closed: !!option.unselectable, option })),
        (taken) => then(taken.option),
    );
};
Scene.prototype.ending = Scene.prototype.restart = function () {
    this.paragraph();
    stop([], null);
    this.finished = true;
};
for (const name of ["save", "image", "text_image", "sound", "achieve", "check_achievements"]) Scene.prototype[name] = () => {};
Scene.prototype.stat_chart = function () { this.parseStatChart(); };
Scene.prototype.loadScene = function () {
    this.loadLines(fs.readFileSync(path.join(game, `${this.name}.txt`), "utf8"));
    this.loading = false;
    this.execute();
};
Scene.prototype.resetPage = function () {
    this.screenEmpty = true;
    this.prevLine = "empty";
    this.execute();
};
nav = new SceneNavigator(["startup"]);
stats = {};
main = null;
nav.bugLog = [];
nav.setStartingStatsClone({});
try {
    new Scene("startup", stats, nav, {}).execute();
    for (let number = 0; pending && number < Number(most); number++) {
        const [open, go] = pending;
        pending = null;
        const taken = Math.floor(random() * open.length);
        turns[turns.length - 1].taken = taken;
        go(open[taken]);
    }
} catch (problem) {
    const error = String(problem.message || problem).slice(0, 200);
    turns.push({ text: "", choices: [], closed: [], taken: null, error });
}
console.log(JSON.stringify(turns));
