// Opens a Python file in a real workbench with the packaged extension, waits for a squiggle and an inlay hint, takes a picture.
//
//   npm run workbench -- PICTURE.png [FILE.py]        default: example.py beside this file
//
// Before: scripts/workbench/install.sh, npm run package, and conv1d-lsp installed for $PYTHON, else for `python` on PATH.
// Exit status: 0 squiggle and hint were seen; 1 not (the picture is taken all the same); 2 it could not start.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";

const PATIENCE_MS = 45_000;
const SIZE = { width: 1100, height: 600 };
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const CHROMIUM_FLAGS = [
  ..."--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync".split(" "),
  ..."--disable-background-networking --disable-component-update".split(" "),
];
/** A quiet workbench: light, nothing that asks or moves. */
const USER_SETTINGS = {
  "workbench.colorTheme": "Default Light Modern",
  "workbench.startupEditor": "none",
  "workbench.activityBar.location": "hidden",
  "workbench.tips.enabled": false,
  "chat.commandCenter.enabled": false,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.fontSize": 15,
  "editor.fontFamily": "DejaVu Sans Mono",
  "editor.occurrencesHighlight": "off",
  "editor.renderLineHighlight": "none",
  "git.enabled": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
};

/** @returns {string} */
function workbenchHome() {
  return process.env.WORKBENCH_HOME ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "conv1d-lsp", "workbench");
}

/** By its path: the workbench has the search path of a login shell, not ours. */
function python() {
  if (process.env.PYTHON !== undefined) return process.env.PYTHON;
  const told = spawnSync("python", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" });
  if (told.status !== 0) throw new Error("no python on PATH");
  return told.stdout.trim();
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/**
 * A workbench with nothing but our extension in it, in folders below `scratch`.
 * @param {string} vsix
 * @param {string} scratch
 */
async function startWorkbench(vsix, scratch) {
  const program = join(workbenchHome(), "node_modules/code-server/lib/vscode/out/server-main.js");
  if (!existsSync(program)) throw new Error("no workbench here: run scripts/workbench/install.sh");
  if (!existsSync(vsix)) throw new Error(`${vsix} is not there: run npm run package`);
  const folders = ["--server-data-dir", join(scratch, "server"), "--extensions-dir", join(scratch, "extensions")];
  mkdirSync(join(scratch, "user/User"), { recursive: true });
  writeFileSync(join(scratch, "user/User/settings.json"), JSON.stringify(USER_SETTINGS));
  mkdirSync(join(scratch, "user/Machine"), { recursive: true });
  const machineSettings = { "conv1d-lsp.interpreter": python() };
  writeFileSync(join(scratch, "user/Machine/settings.json"), JSON.stringify(machineSettings));
  const install = [program, "--install-extension", vsix, ...folders, "--accept-server-license-terms"];
  const installed = spawnSync(process.execPath, install, { encoding: "utf8" });
  if (installed.status !== 0) throw new Error(`the extension does not install: ${installed.stderr}`);
  const port = await freePort();
  const run = [program, "--host", "127.0.0.1", "--port", String(port), "--without-connection-token", ...folders];
  run.push("--user-data-dir", join(scratch, "user"), "--accept-server-license-terms", "--telemetry-level", "off");
  const server = spawn(process.execPath, run, { stdio: "ignore" });
  await listening(port);
  return { server, port };
}

/** @param {number} port */
async function listening(port) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    await pause(200);
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer?.ok === true) return;
  }
  throw new Error("the workbench does not start");
}

/**
 * Makes room, and rests the pointer on the squiggle until its message is there.
 * @param {import("playwright-core").Page} page
 */
async function ask(page) {
  await page.keyboard.press("Control+B");
  await pause(500); // the text moves to the left
  await page.locator(".squiggly-error").first().hover({ force: true });
  await page.locator(".monaco-hover-content:visible").first().waitFor({ timeout: PATIENCE_MS });
  await pause(1000); // the rest of the message, the status bar
}

/**
 * @param {import("playwright-core").Page} page
 * @param {number} port
 * @param {string} file
 * @param {string} picture
 * @returns {Promise<boolean>} whether a squiggle and a hint were seen
 */
async function look(page, port, file, picture) {
  const payload = JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${file}`]]);
  const query = `folder=${encodeURIComponent(dirname(file))}&payload=${encodeURIComponent(payload)}`;
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  await page.waitForSelector(".monaco-workbench", { timeout: PATIENCE_MS });
  // An inlay hint is the only injected text that has a parenthesis.
  const hint = page.locator(".view-line span[class*='dyn-rule']", { hasText: "(" }).first();
  const waits = [page.locator(".squiggly-error").first(), hint].map((mark) => mark.waitFor({ timeout: PATIENCE_MS }));
  const [seenSquiggle, seenHint] = await Promise.allSettled(waits);
  if (seenSquiggle?.status === "fulfilled") await ask(page);
  await page.screenshot({ path: picture });
  console.log(`squiggle: ${seenSquiggle?.status}, inlay hint: ${seenHint?.status}, picture: ${picture}`);
  return seenSquiggle?.status === "fulfilled" && seenHint?.status === "fulfilled";
}

/**
 * What stands in the extension's output channel.
 * @param {string} scratch
 */
function extensionLog(scratch) {
  const entries = readdirSync(scratch, { recursive: true, withFileTypes: true });
  const logs = entries.filter(({ name }) => name.endsWith("conv1d-lsp.log"));
  return logs.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")).join("\n");
}

async function main() {
  const [picture, file = join(import.meta.dirname, "example.py")] = process.argv.slice(2);
  if (picture === undefined) throw new Error("where does the picture go? look.mjs PICTURE.png [FILE.py]");
  if (!existsSync(file)) throw new Error(`${basename(file)} is not there`);
  const scratch = mkdtempSync(join(tmpdir(), "workbench-"));
  const { server, port } = await startWorkbench(resolve("conv1d-lsp.vsix"), scratch);
  try {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
    try {
      const page = await browser.newPage({ viewport: SIZE });
      const seen = await look(page, port, resolve(file), resolve(picture));
      if (!seen) console.log(extensionLog(scratch));
      return seen;
    } finally {
      await browser.close();
    }
  } finally {
    server.kill();
    await once(server, "exit");
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`look: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
