// What one does all day: open, read, type, mend, save.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { python } from "../../scripts/workbench/workbench.mjs";
import { FAULTY, folder, skip, stage, until } from "./stage.mjs";

test("a file is opened: squiggle and hint; it is typed in and mended, and saved", { skip: skip() }, async (context) => {
  const root = folder(context, { "model.py": FAULTY, "again.py": FAULTY });
  const { workbench, open } = await stage(context, { python: python() });
  const started = Date.now();
  const window = await open(root, "model.py");
  await window.page.locator(".view-line", { hasText: "Conv1D" }).first().waitFor();
  const visible = Date.now();
  await window.squiggle();
  const cold = `${Date.now() - started} ms from the address, ${Date.now() - visible} ms from when the text stands`;
  await window.hints.first().waitFor();
  await window.statusSays(/conv1d-lsp \d/);
  await window.picture("open");

  await window.typeAtEnd("z = keras.layers.Dense(3)(x)\ny = keras.layers.Conv1D(8, 20)(inputs)\n");
  await window.squigglesAre(2);
  await window.picture("typed");

  await window.page.keyboard.press("Control+Home");
  await window.page.keyboard.press("F8");
  await window.page.keyboard.press("Escape");
  await window.page.keyboard.press("Control+.");
  await window.page.locator(".action-widget").waitFor();
  await window.picture("fixes");
  await window.page.keyboard.press("Enter");
  await window.squigglesAre(1);
  await window.page.keyboard.press("Control+S");
  await until(() => !readFileSync(join(root, "model.py"), "utf8").includes("Conv1D(8, 20)(x)"), "the fix is saved");

  await window.page.keyboard.press("Control+W");
  const second = Date.now();
  await window.quickOpen("again.py");
  await window.squiggle();
  context.diagnostic(`first squiggle: cold ${cold}, warm ${Date.now() - second} ms from Ctrl+P`);
  assert.match(workbench.log(), /is running/);
});
