/** What the manifest says must agree with the code beside it and with the Python package. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { readSettings } from "../src/settings";

interface Manifest {
  readonly version: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: { readonly command: string }[];
    readonly menus: { readonly commandPalette: { readonly command: string }[] };
    readonly problemPatterns: { readonly regexp: string }[];
    readonly walkthroughs: { readonly steps: { readonly description: string; readonly media: object }[] }[];
    readonly configuration: { readonly properties: Record<string, { readonly default: unknown }> };
  };
}

// The tests run in editor/vscode, as npm does.
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const sources = filesBelow("src").map((file) => readFileSync(file, "utf8"));

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("the version is the Python package's", () => {
  const init = readFileSync("../../conv1d_lsp/__init__.py", "utf8");
  assert.equal(manifest.version, /^__version__ = "(.*)"$/m.exec(init)?.[1]);
});

test("the licence is the project's", () => {
  assert.equal(readFileSync("LICENSE", "utf8"), readFileSync("../../LICENSE", "utf8"));
});

test("each command of the manifest is registered, and no other", () => {
  const registered = sources.flatMap((text) => [...text.matchAll(/registerCommand\("([^"]+)"/g)].map(([, name]) => name));
  assert.deepEqual(registered.sort(), manifest.contributes.commands.map(({ command }) => command).sort());
});

test("the settings' defaults are those that the code falls back to", () => {
  const ofTheClient = "conv1d-lsp.trace.server"; // vscode-languageclient reads it
  const properties = Object.entries(manifest.contributes.configuration.properties).filter(([name]) => name !== ofTheClient);
  const { inlayHints, ...others } = readSettings(() => undefined);
  const kinds = Object.entries(inlayHints).map(([kind, value]) => [`inlayHints.${kind}`, value] as const);
  const defaults = properties.map(([name, { default: value }]) => [name.replace("conv1d-lsp.", ""), value] as const);
  assert.deepEqual(Object.fromEntries(defaults), { ...others, ...Object.fromEntries(kinds) });
});

test("a setting that names a program is restricted in an untrusted workspace", () => {
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ["conv1d-lsp.interpreter"]);
});

test("the lock file names no registry", () => {
  assert.doesNotMatch(readFileSync("package-lock.json", "utf8"), /"resolved"/);
});

test("the walkthrough leads to commands and pictures that are there", () => {
  const names = manifest.contributes.commands.map(({ command }) => command);
  const steps = manifest.contributes.walkthroughs.flatMap(({ steps }) => steps);
  const linked = steps.flatMap(({ description }) => [...description.matchAll(/\(command:([^)]+)\)/g)].map(([, name]) => name ?? ""));
  assert.deepEqual(linked.filter((name) => !names.includes(name)), []);
  const media = JSON.stringify(steps.map(({ media }) => media));
  const files = [...media.matchAll(/"([^"]+\.(?:md|png))"/g)].map(([, file]) => file ?? "");
  assert.ok(files.length > steps.length);
  assert.deepEqual(files.filter((file) => !existsSync(file)), []);
});

test("the problem matcher reads a line of `conv1d-lsp check --output-format concise`", () => {
  const pattern = new RegExp(manifest.contributes.problemPatterns[0]?.regexp ?? "");
  const line = "nets/m.py:3:28: error[window-too-long] the window covers 20 steps, but `x` has only 10: (None, 10, 1)";
  const [, ...read] = pattern.exec(line) ?? [];
  const message = "the window covers 20 steps, but `x` has only 10: (None, 10, 1)";
  assert.deepEqual(read, ["nets/m.py", "3", "28", "error", "window-too-long", message]);
  const others = ["1 error in 1 file", "n.ipynb:cell 2:1:28: error[window-too-long] there is no file of that name"];
  assert.deepEqual(others.filter((other) => pattern.test(other)), []);
});
