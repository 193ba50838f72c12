// The grammar, line by line: what a stretch of a line is. Run with `npm test`.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

const CASES = [
  ["== bar(n: 0..3) (was pub): The bar #noise", { bar: "scene", ": The bar ": "title", "#noise": "tag" }],
  ["title: The bar", { title: "header", " The bar": "string" }],
  ["var rain: 0..3 = 1  // how wet", { var: "declaration", rain: "variable", 3: "numeric", "// how wet": "comment" }],
  ["claim reach \"Dry enough\"", { claim: "declaration", '"Dry enough"': "string.quoted" }],
  ["~ if shots > 2 and not seen(bar):", { if: "keyword.control", shots: "variable", seen: "function", and: "word" }],
  ["* (ask was old) {needs rain > 1: too dry} Ask. -> hotel", { "*": "choice", ask: "label", hotel: "scene", rain: "variable" }],
  ["+ each #gossip ->", { each: "control", "#gossip": "tag" }],
  ["    -> end: Dry enough", { "->": "move", end: "control", ": Dry enough": "ending" }],
  ["<- small_talk", { "<-": "move", small_talk: "scene" }],
  ["He is {mood}, {if rain > 1: *wet* | dry} and {cycle: a | b}.", { mood: "variable", rain: "variable", "cycle:": "control" }],
  ["A plain \\-> arrow, 10:30, https://example.com and 5*3.", { "\\-": "escape", "https://example.com": "PLAIN", 30: "PLAIN" }],
  ["// -> nowhere", { "// -> nowhere": "comment" }],
  ["-- turn (was corner)  // here", { "--": "definition.point", turn: "label", "(was corner)": "comment", "// here": "comment" }],
  ["--", { "--": "definition.point" }],
  ["-- and then some", { "-- and": "PLAIN" }],
  ["You walk home. -> {home}", { "You walk": "PLAIN", "->": "move", "{": "embedded" }],
  ["-> {home} ->", { "->": "move", "{": "embedded", home: "variable" }],
  ["* Turn. -> street.turn", { street: "scene", turn: "label" }],
  ["+ {if gold > 1} for item in bag - [rope]: Use the {item}.", { for: "control", item: "variable", bag: "variable", "Use the": "PLAIN", "{item": "embedded" }],
  ["+ Look for a way in.", { for: "PLAIN", in: "PLAIN" }],
  ["<> and on.", { "<>": "join", "and on": "PLAIN" }],
  ["It goes on <>", { "<>": "join", "It goes": "PLAIN" }],
  ["If 3 <> 4, then.", { "<>": "PLAIN" }],
  ["def pay(price: 0..20):", { def: "declaration", pay: "function", price: "variable", 20: "numeric" }],
  ["    ~ return price > 2", { return: "control", price: "variable" }],
  ["~ for item in bag:", { for: "control", in: "control", bag: "variable" }],
  ["~ pay(3)", { "~": "logic", pay: "function", 3: "numeric" }],
  ["var bag (was sack): set of rope, lamp \"old lamp\"", { var: "declaration", bag: "variable", set: "word", '"old lamp"': "string.quoted" }],
  ["-> back -> yard", { back: "control", yard: "scene" }],
  ["It rains. #sound={bell}", { "It rains.": "PLAIN", "#sound": "tag" }],
  ["It rains. #sound=bell", { "It rains.": "PLAIN", "#sound=bell": "tag" }],
];

async function main() {
  const wasm = fs.readFileSync(path.join(require.resolve("vscode-oniguruma"), "..", "onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(path.join(__dirname, "syntaxes", "story.tmLanguage.json"), "utf8"), "story.json"),
  });
  const grammar = await registry.loadGrammar("source.story");
  for (const [line, wanted] of CASES) {
    const tokens = grammar.tokenizeLine(line, textmate.INITIAL).tokens;
    for (const [words, scope] of Object.entries(wanted)) {
      const at = line.indexOf(words);
      const token = tokens.find((one) => one.startIndex <= at && at < one.endIndex);
      const scopes = token.scopes.slice(1).join(" ");
      const fits = scope === "PLAIN" ? scopes === "" : scopes.includes(scope);
      assert.ok(fits, `${line}: \`${words}\` is ${scopes || "plain"}, not ${scope}`);
    }
  }
  console.log(`${CASES.length} lines`);
}

main();
