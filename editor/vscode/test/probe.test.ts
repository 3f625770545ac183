import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { probe, type Answer } from "../src/interpreter/probe";

const folder = mkdtempSync(join(tmpdir(), "conv1d-lsp-"));
after(() => {
  rmSync(folder, { recursive: true });
});

/** The answer of an interpreter that does what the shell script says. */
async function answerOf(name: string, script: string): Promise<Answer> {
  const program = join(folder, name);
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return probe(program, folder);
}

const skip = process.platform === "win32" ? "needs a shell" : false;

test("the version is read from what the package prints", { skip }, async () => {
  const script = 'test "$*" = "-m conv1d_lsp --version" && echo "conv1d-lsp 0.1.0"';
  assert.deepEqual(await answerOf("good", script), { kind: "ready", version: "0.1.0" });
});

test("an interpreter without the package", { skip }, async () => {
  const script = 'echo "/usr/bin/python3: No module named conv1d_lsp" >&2; exit 1';
  assert.deepEqual(await answerOf("without", script), { kind: "missing" });
});

test("a package without one of its dependencies is broken, not missing", { skip }, async () => {
  const script = 'printf "Traceback\\nModuleNotFoundError: No module named \'libcst\'\\n" >&2; exit 1';
  const reason = "ModuleNotFoundError: No module named 'libcst'";
  assert.deepEqual(await answerOf("torn", script), { kind: "broken", reason });
});

test("a program that says nothing, and one that is none", { skip }, async () => {
  assert.deepEqual(await answerOf("mute", "exit 0"), { kind: "broken", reason: "it does not tell its version" });
  const gone = await probe(join(folder, "gone"), folder);
  assert.equal(gone.kind, "broken");
});

test("a real interpreter that lacks the package is told so", async (context) => {
  const answer = await probe("python3", folder);
  if (answer.kind === "broken" && answer.reason.includes("ENOENT")) context.skip("no python3 here");
  else assert.ok(answer.kind === "missing" || answer.kind === "ready", JSON.stringify(answer));
});
