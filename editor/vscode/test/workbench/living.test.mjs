// The server's life: it dies and is started again; several windows and folders; notebooks.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { python } from "../../scripts/workbench/workbench.mjs";
import { FAULTY, folder, skip, stage, until } from "./stage.mjs";

const DARK = { "workbench.colorTheme": "Default Dark Modern" };
const NOTEBOOK = JSON.stringify({
  cells: ["import keras\ninputs = keras.Input((10, 1))", "x = keras.layers.Conv1D(4, 20)(inputs)"].map((source) => ({
    cell_type: "code",
    execution_count: null,
    metadata: {},
    outputs: [],
    source,
  })),
  metadata: { language_info: { name: "python" } },
  nbformat: 4,
  nbformat_minor: 2,
});

test("a server that crashes is started again, up to VS Code's limit, and then by command", { skip: skip() }, async (context) => {
  const root = folder(context, { "model.py": FAULTY });
  const { workbench, open } = await stage(context, { python: python() });
  const window = await open(root, "model.py");
  await window.squiggle();
  /** @type {number[]} */
  let killed = [];
  const crash = async () => {
    await until(() => workbench.languageServers().some((pid) => !killed.includes(pid)), "a server runs");
    killed = workbench.languageServers();
    for (const pid of killed) process.kill(pid, "SIGKILL");
  };
  await crash();
  await until(() => workbench.languageServers().some((pid) => !killed.includes(pid)), "another server runs");
  await window.statusSays(/runs in/);
  await window.typeAtEnd("y = keras.layers.Conv1D(8, 30)(inputs)\n");
  await window.squigglesAre(2);

  for (let starts = 2; starts <= 5; starts++) {
    await until(() => workbench.log().split(" is running.").length > starts, `start ${starts}`);
    await crash();
  }
  await window.message(/will not be restarted/).waitFor();
  await window.statusSays(/has stopped/);
  await window.picture("crashed");
  await window.command("conv1d-lsp: Restart Server");
  await window.statusSays(/runs in/);
  await window.squigglesAre(2);
});

test("a server that does not come up again is told as stopped", { skip: skip() }, async (context) => {
  const root = folder(context, { "model.py": FAULTY });
  const outside = folder(context, {});
  const once = `#!/bin/sh\nif [ "$3" = server ]; then [ -e ${outside}/ran ] && exit 3; touch ${outside}/ran; fi\nexec "${python()}" "$@"\n`;
  writeFileSync(join(outside, "python"), once, { mode: 0o755 });
  const { workbench, open } = await stage(context, { python: join(outside, "python") });
  const window = await open(root, "model.py");
  await window.squiggle();
  for (const pid of workbench.languageServers()) process.kill(pid, "SIGKILL");
  await window.statusSays(/has stopped/);
  await window.picture("does-not-come-up");
  await window.command("conv1d-lsp: Restart Server");
  await window.message(/did not start/).waitFor();
});

test("the cells of a notebook are one program", { skip: skip() }, async (context) => {
  const root = folder(context, { "model.ipynb": NOTEBOOK });
  const { open } = await stage(context, { python: python(), settings: DARK });
  const window = await open(root);
  await window.quickOpen("model.ipynb");
  await window.squiggle();
  await window.hints.first().waitFor();
  assert.equal(await window.squiggles.count(), 1);
  await window.picture("notebook-dark");
});

test("two folders with settings of their own, in two windows", { skip: skip() }, async (context) => {
  const settings = JSON.stringify({ "conv1d-lsp.ignore": ["window-too-long"], "conv1d-lsp.keras": "2" });
  const both = JSON.stringify({ folders: [{ path: "a" }, { path: "b" }] });
  const files = { "a/model.py": FAULTY, "b/model.py": FAULTY, "b/.vscode/settings.json": settings, "both.code-workspace": both };
  const root = folder(context, files);
  const { workbench, open } = await stage(context, { python: python() });
  const quiet = await open(join(root, "both.code-workspace"), "../b/model.py");
  await quiet.hints.first().waitFor();
  await quiet.statusSays(/Keras 2/);
  assert.equal(await quiet.squiggles.count(), 0);
  const loud = await open(join(root, "both.code-workspace"), "../a/model.py");
  await loud.squiggle();
  await loud.statusSays(/Keras 3/);
  assert.equal(new Set(workbench.languageServers()).size >= 2, true);
});
