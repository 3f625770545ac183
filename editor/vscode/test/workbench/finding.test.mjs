// From a folder to a running server: which Python, what if there is none, what if it lacks the package, what if it is not trusted.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";

import { python } from "../../scripts/workbench/workbench.mjs";
import { FAULTY, folder, skip, stage, until } from "./stage.mjs";

const DARK = { "workbench.colorTheme": "Default Dark Modern" };

/**
 * An environment without the package, and a folder with the package's wheel for pip.
 * @param {string} root
 */
function bare(root) {
  execFileSync(python(), ["-m", "venv", join(root, "bare")]);
  const build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", join(root, "wheels"), resolve("../..")];
  execFileSync(python(), build);
  return { interpreter: join(root, "bare/bin/python"), env: { PIP_FIND_LINKS: join(root, "wheels"), PYTHONPATH: "" } };
}

/**
 * A wheel of the same with an older version.
 * @param {string} root
 */
function older(root) {
  for (const name of ["conv1d_lsp", "README.md", "LICENSE", "pyproject.toml"]) {
    cpSync(resolve("../..", name), join(root, "older", name), { recursive: true });
  }
  const init = join(root, "older/conv1d_lsp/__init__.py");
  writeFileSync(init, readFileSync(init, "utf8").replace(/^__version__ = .*$/m, '__version__ = "0.0.1"'));
  execFileSync(python(), ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", root, join(root, "older")]);
  return join(root, "conv1d_lsp-0.0.1-py3-none-any.whl");
}

/**
 * A program that leaves a trace and then is the interpreter.
 * @param {string} path
 * @param {string} trace
 */
function tracing(path, trace) {
  writeFileSync(path, `#!/bin/sh\ntouch "${trace}"\nexec "${python()}" "$@"\n`);
  chmodSync(path, 0o755);
}

test("the package is missing: it is installed into that environment", { skip: skip() }, async (context) => {
  const root = folder(context, { "model.py": FAULTY });
  const { interpreter, env } = bare(folder(context, {}));
  const { open } = await stage(context, { python: interpreter, env });
  const window = await open(root, "model.py");
  await window.message(/not installed in/).waitFor();
  await window.picture("package-missing");
  await window.answer(/not installed in/, "Install Here");
  await window.statusSays(/runs in/);
  await window.squiggle();
});

test("no interpreter is found: an environment of the extension's own does", { skip: skip() }, async (context) => {
  const root = folder(context, { "model.py": FAULTY });
  const apart = folder(context, {});
  const { env } = bare(apart);
  const { workbench, open } = await stage(context, { python: "/gone/python", env, settings: DARK });
  const window = await open(root, "model.py");
  await window.message(/names no program/).waitFor();
  await window.statusSays(/names no program/);
  await window.picture("no-interpreter-dark");
  await window.answer(/names no program/, "Install Apart");
  await window.statusSays(/the extension's own environment/);
  await window.squiggle();
  await window.picture("own-environment-dark");

  execFileSync(join(workbench.storage(), "environment/bin/python"), ["-m", "pip", "install", "--quiet", "--no-deps", older(apart)]);
  await window.command("conv1d-lsp: Restart Server");
  await until(() => workbench.log().includes("pip install") && workbench.log().split(" is running.").length === 3, "an upgrade");
  const version = /"version": "(.*)"/.exec(readFileSync("package.json", "utf8"))?.[1];
  await window.statusSays(new RegExp(`conv1d-lsp ${version} runs in`));
});

test("the Python extension's choice is taken, and followed", { skip: skip() }, async (context) => {
  const outside = folder(context, {});
  const second = join(outside, "second");
  tracing(second, join(outside, "trace"));
  const root = folder(context, { "model.py": FAULTY });
  const beside = resolve("test/workbench/ms-python.python-1.0.0");
  const { open } = await stage(context, { beside, env: { STUB_FIRST: python(), STUB_SECOND: second } });
  const window = await open(root, "model.py");
  await window.squiggle();
  await window.statusSays(/from the Python extension/);
  await window.command("Stub: Select the Other Interpreter");
  await until(() => existsSync(join(outside, "trace")), "the other interpreter runs");
  await window.statusSays(/second, from the Python extension/);
});

test("an untrusted workspace: nothing of it is run, and its settings that name a program are ignored", { skip: skip() }, async (context) => {
  const traces = folder(context, {});
  const evil = JSON.stringify({ "conv1d-lsp.interpreter": "./evil" });
  const root = folder(context, { "model.py": FAULTY, ".vscode/settings.json": evil, ".venv/bin/activate": "" });
  tracing(join(root, ".venv/bin/python"), join(traces, "venv"));
  tracing(join(root, "evil"), join(traces, "evil"));
  const settings = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "always" };
  const { open } = await stage(context, { python: python(), settings });
  const window = await open(root, "model.py");
  await window.page.locator(".monaco-dialog-box .monaco-button", { hasText: "No" }).click();
  await window.squiggle();
  await window.statusSays(/Limited/);
  assert.equal(existsSync(join(traces, "evil")) || existsSync(join(traces, "venv")), false);
  await window.picture("untrusted");

  await window.command("Workspaces: Manage Workspace Trust");
  await window.page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click();
  await until(() => existsSync(join(traces, "evil")), "the workspace's own interpreter runs once it is trusted");
  await window.statusSays(/evil, from the setting/);
});
