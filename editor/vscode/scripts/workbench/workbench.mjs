// A real VS Code workbench with the packaged extension in it, and a browser that looks at it. For look.mjs and the tests.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";

export const PATIENCE_MS = 45_000;
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
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

/**
 * @typedef {object} Wishes what a workbench is started with
 * @property {string} vsix the packaged extension
 * @property {string} [python] the interpreter that the user has set
 * @property {Record<string, unknown>} [settings] the user's, besides those of a quiet workbench
 * @property {Record<string, string>} [env] further variables of its environment
 * @property {string} [beside] a folder with a further extension
 */

/** @returns {string} where `install.sh` has put VS Code's server */
export function serverProgram() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const home = process.env.WORKBENCH_HOME ?? join(cache, "conv1d-lsp", "workbench");
  return join(home, "node_modules/code-server/lib/vscode/out/server-main.js");
}

/** By its path: the workbench has the search path of a login shell, not ours. */
export function python() {
  if (process.env.PYTHON !== undefined) return process.env.PYTHON;
  const told = spawnSync("python", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" });
  if (told.status !== 0) throw new Error("no python on PATH");
  return told.stdout.trim();
}

export function launchBrowser() {
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
}

export class Workbench {
  /** @type {string} */ #scratch;
  /** @type {import("node:child_process").ChildProcess} */ #server;
  /** @type {number} */ #port;

  /**
   * @param {string} scratch
   * @param {import("node:child_process").ChildProcess} server
   * @param {number} port
   */
  constructor(scratch, server, port) {
    this.#scratch = scratch;
    this.#server = server;
    this.#port = port;
  }

  /**
   * One with nothing but our extension in it, and folders of its own.
   * @param {Wishes} wishes
   * @returns {Promise<Workbench>}
   */
  static async start({ vsix, python: interpreter, settings = {}, env = {}, beside }) {
    const program = serverProgram();
    if (!existsSync(program)) throw new Error("no workbench here: run scripts/workbench/install.sh");
    if (!existsSync(vsix)) throw new Error(`${vsix} is not there: run npm run package`);
    const scratch = mkdtempSync(join(tmpdir(), "workbench-"));
    const folders = ["--server-data-dir", join(scratch, "server"), "--extensions-dir", join(scratch, "extensions")];
    mkdirSync(join(scratch, "user/User"), { recursive: true });
    writeFileSync(join(scratch, "user/User/settings.json"), JSON.stringify({ ...USER_SETTINGS, ...settings }));
    mkdirSync(join(scratch, "user/Machine"), { recursive: true });
    const machine = interpreter === undefined ? {} : { "conv1d-lsp.interpreter": interpreter };
    writeFileSync(join(scratch, "user/Machine/settings.json"), JSON.stringify(machine));
    if (beside !== undefined) cpSync(beside, join(scratch, "extensions", basename(beside)), { recursive: true });
    const install = [program, "--install-extension", vsix, ...folders, "--accept-server-license-terms"];
    const installed = spawnSync(process.execPath, install, { encoding: "utf8" });
    if (installed.status !== 0) throw new Error(`the extension does not install: ${installed.stderr}`);
    const port = await freePort();
    const run = [program, "--host", "127.0.0.1", "--port", String(port), "--without-connection-token", ...folders];
    run.push("--user-data-dir", join(scratch, "user"), "--accept-server-license-terms", "--telemetry-level", "off");
    const server = spawn(process.execPath, run, { stdio: "ignore", env: { ...process.env, ...env } });
    await listening(port);
    return new Workbench(scratch, server, port);
  }

  /**
   * The address of a window that has a folder, or a file of a workspace of several, and one file open.
   * @param {string} root
   * @param {string} [file]
   */
  address(root, file) {
    const query = new URLSearchParams({ [root.endsWith(".code-workspace") ? "workspace" : "folder"]: root });
    const opened = [["openFile", `vscode-remote://127.0.0.1:${this.#port}${file ?? ""}`]];
    if (file !== undefined) query.set("payload", JSON.stringify(opened));
    return `http://127.0.0.1:${this.#port}/?${query.toString()}`;
  }

  /** What stands in the extension's output channels. */
  log() {
    const entries = readdirSync(join(this.#scratch, "user/logs"), { recursive: true, withFileTypes: true });
    const logs = entries.filter(({ name }) => name.endsWith("conv1d-lsp.log"));
    return logs.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")).join("\n");
  }

  /** The processes of the language server, by their ids. */
  languageServers() {
    return descendants(this.#server.pid ?? 0).filter((pid) => commandOf(pid).includes("conv1d_lsp server"));
  }

  /** Where the extension keeps what is its own. */
  storage() {
    return join(this.#scratch, "user/User/globalStorage/conv1d-lsp.conv1d-lsp");
  }

  async stop() {
    this.#server.kill();
    await once(this.#server, "exit");
    rmSync(this.#scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The processes below a process, as Linux tells.
 * @param {number} pid
 * @returns {number[]}
 */
function descendants(pid) {
  const tasks = join("/proc", String(pid), "task");
  if (!existsSync(tasks)) return [];
  const told = readdirSync(tasks).map((task) => readFileSync(join(tasks, task, "children"), "utf8"));
  const children = told.join(" ").split(" ").filter((each) => each.trim() !== "").map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return ""; // it has ended
  }
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
