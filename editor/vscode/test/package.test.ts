import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { test } from "node:test";

import { failure, intoEnvironment, intoOwn, ownEnvironment } from "../src/package/plan";
import { isNewEnough, runAll } from "../src/package/run";
import { posixMachine, windowsMachine } from "./machines";

const OWN = ownEnvironment("/storage", posixMachine([]));

function written(steps: ReturnType<typeof intoOwn>): string[] | undefined {
  return steps?.map(({ program, args }) => [program, ...args].join(" "));
}

test("the extension's own environment lies in its storage", () => {
  assert.equal(OWN.python, "/storage/environment/bin/python");
  assert.equal(ownEnvironment("C:\\s", windowsMachine([])).python, "C:\\s\\environment\\Scripts\\python.exe");
});

test("into an environment: with its pip, else with uv, else not", () => {
  const pip = "-m pip install --disable-pip-version-check --no-input conv1d-lsp";
  assert.deepEqual(written(intoEnvironment("/e/python", "conv1d-lsp", true, "/bin/uv")), [`/e/python ${pip}`]);
  assert.deepEqual(written(intoEnvironment("/e/python", "conv1d-lsp", false, "/bin/uv")), ["/bin/uv pip install --python /e/python conv1d-lsp"]);
  assert.equal(intoEnvironment("/e/python", "conv1d-lsp", false, undefined), undefined);
});

test("apart: the release of the extension, by uv or by venv", () => {
  assert.deepEqual(written(intoOwn(OWN, "conv1d-lsp==0.1.0", undefined, "/usr/bin/python3")), [
    "/usr/bin/python3 -m venv /storage/environment",
    "/storage/environment/bin/python -m pip install --disable-pip-version-check --no-input conv1d-lsp==0.1.0",
  ]);
  assert.deepEqual(written(intoOwn(OWN, "conv1d-lsp==0.1.0", "/bin/uv", undefined)), [
    "/bin/uv venv --python >=3.11 /storage/environment",
    "/bin/uv pip install --python /storage/environment/bin/python conv1d-lsp==0.1.0",
  ]);
  assert.equal(intoOwn(OWN, "conv1d-lsp==0.1.0", undefined, undefined), undefined);
});

test("of an installer's output the first error is told", () => {
  assert.equal(failure("Looking…\nERROR: No matching distribution\nERROR: more\n[notice] new pip\n"), "No matching distribution");
  assert.equal(failure("error: externally-managed-environment\n\nTo install…\n"), "externally-managed-environment");
  assert.equal(failure("  \n"), "it says nothing");
});

const skip = process.platform === "win32" ? "needs a shell" : false;

function shell(script: string): { program: string; args: string[] } {
  return { program: "/bin/sh", args: ["-c", script] };
}

test("steps run in turn, and end at the first that fails", { skip }, async () => {
  const said: string[] = [];
  const steps = [shell("echo one"), shell("echo 'ERROR: two' >&2; exit 1"), shell("echo three")];
  const trouble = await runAll(steps, tmpdir(), (line) => said.push(line), new AbortController().signal);
  assert.equal(trouble, "two");
  assert.ok(said.includes("one"));
  assert.ok(!said.includes("three"));
});

test("a program that is not there, and one that is cancelled", { skip }, async () => {
  const stop = new AbortController();
  const say = (): void => undefined;
  const gone = await runAll([{ program: "/gone/python", args: [] }], tmpdir(), say, stop.signal);
  assert.match(gone ?? "", /ENOENT/);
  const running = runAll([shell("exec sleep 30")], tmpdir(), say, stop.signal);
  stop.abort();
  assert.equal(await running, "it was cancelled");
});

test("an interpreter that can't be run is not new enough", async () => {
  assert.equal(await isNewEnough("/gone/python", tmpdir()), false);
});
