/** What the manifest says must agree with the code beside it and with the Python package. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { readSettings } from "../src/settings";

interface Manifest {
  readonly version: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: { readonly command: string }[];
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
  const properties = Object.entries(manifest.contributes.configuration.properties);
  const defaults = properties.map(([name, { default: value }]) => [name.split(".")[1] ?? "", value] as const);
  assert.deepEqual(Object.fromEntries(defaults), { ...readSettings(() => undefined) });
});

test("a setting that names a program is restricted in an untrusted workspace", () => {
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ["conv1d-lsp.interpreter"]);
});

test("the lock file names no registry", () => {
  assert.doesNotMatch(readFileSync("package-lock.json", "utf8"), /"resolved"/);
});
