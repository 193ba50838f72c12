// The client of `nightcap lsp` for Visual Studio Code, with play beside the text and saved paths as tests.
const { spawn } = require("node:child_process");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const MISSING = "Nightcap is not there. Install it with: pip install 'nightcap[lsp]', or set nightcap.command.";
let client;

/** The command that runs Nightcap, in words. */
function command() {
  return vscode.workspace.getConfiguration("nightcap").get("command");
}

/** What a command prints and its exit code; null where it cannot be run. */
function run(words, folder) {
  return new Promise((resolve) => {
    const child = spawn(words[0], words.slice(1), { cwd: folder });
    let printed = "";
    child.stdout.on("data", (data) => (printed += data));
    child.stderr.on("data", (data) => (printed += data));
    child.on("error", () => resolve(null));
    child.on("close", (code) => resolve({ code, printed }));
  });
}

function quoted(word) {
  return process.platform === "win32" ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Run words in a terminal beside the text. */
function inTerminal(name, words, folder) {
  const terminal = vscode.window.createTerminal({ name, cwd: folder, location: { viewColumn: vscode.ViewColumn.Beside } });
  terminal.show(true);
  terminal.sendText(words.map(quoted).join(" "));
}

async function playBeside() {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const file = document.uri.fsPath;
  inTerminal("Nightcap", [...command(), "play", "--follow", file], path.dirname(file));
}

async function playFrom(name, ...place) {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  await document.save(); // the player reads the disk
  const words = await client.sendRequest("workspace/executeCommand", { command: name, arguments: place });
  if (words) inTerminal("Nightcap", words, path.dirname(document.uri.fsPath));
  else vscode.window.showInformationMessage("No play was found that comes here.");
}

/** Saved paths as tests: run them, and accept what the story prints today. */
function tests(context) {
  const controller = vscode.tests.createTestController("nightcap", "Nightcap: saved paths");
  context.subscriptions.push(controller);
  const add = (uri) => {
    const item = controller.createTestItem(uri.toString(), path.basename(uri.fsPath, ".path.json"), uri);
    controller.items.add(item);
  };
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.path.json");
  watcher.onDidCreate(add);
  watcher.onDidDelete((uri) => controller.items.delete(uri.toString()));
  context.subscriptions.push(watcher);
  vscode.workspace.findFiles("**/*.path.json").then((found) => found.forEach(add));

  const profile = (name, more) =>
    controller.createRunProfile(name, vscode.TestRunProfileKind.Run, async (request, token) => {
      const run_ = controller.createTestRun(request);
      const items = request.include ?? [...controller.items].map(([, item]) => item);
      for (const item of items) {
        if (token.isCancellationRequested) break;
        run_.started(item);
        const file = item.uri.fsPath;
        const done = await run([...command(), ...more(file)], path.dirname(file));
        if (done === null) run_.errored(item, new vscode.TestMessage(MISSING));
        else if (done.code === 0) run_.passed(item);
        else run_.failed(item, new vscode.TestMessage(done.printed));
      }
      run_.end();
    }, name === "Replay");
  profile("Replay", (file) => ["test", file]);
  profile("Accept what is printed today", (file) => ["test", "--accept", file]);
  profile("Repair", (file) => ["repair", file]);
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("nightcap.playBeside", playBeside),
    vscode.commands.registerCommand("nightcap.play", (uri, name) => playFrom("nightcap.playFrom", uri, name)),
    vscode.commands.registerCommand("nightcap.playThis", (uri, play) => playFrom("nightcap.playSteps", uri, play)),
    vscode.commands.registerCommand("nightcap.playHere", () => {
      const editor = vscode.window.activeTextEditor;
      const { line, character } = editor.selection.active;
      return playFrom("nightcap.playAt", editor.document.uri.toString(), line, character);
    }),
  );
  tests(context);
  const [program, ...words] = command();
  if ((await run([program, ...words, "lsp", "--help"])) === null) {
    vscode.window.showErrorMessage(MISSING);
    return;
  }
  client = new LanguageClient(
    "nightcap",
    "Nightcap",
    { command: program, args: [...words, "lsp"] },
    {
      documentSelector: [{ language: "story" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{story,path.json}") },
    },
  );
  await client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
