// What is offered beside the text: the actions, the summary, the task, the walkthrough. And the package itself.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { test } from "node:test";

import { python } from "../../scripts/workbench/workbench.mjs";
import { FAULTY, folder, skip, stage } from "./stage.mjs";

const GOOD = FAULTY.replace("20", "2");
const LARGEST_KB = 700;

test("the package is small", { skip: skip() }, (context) => {
  const size = Math.round(statSync("conv1d-lsp.vsix").size / 1024);
  context.diagnostic(`conv1d-lsp.vsix: ${size} kB`);
  assert.ok(size < LARGEST_KB, `${size} kB`);
});

for (const [name, theme] of [["light", "Default Light Modern"], ["dark", "Default Dark Modern"], ["contrast", "Default High Contrast"]]) {
  test(`actions, generation, summary, task, walkthrough: ${name}`, { skip: skip() }, async (context) => {
    const root = folder(context, { "model.py": GOOD, "faulty.py": FAULTY });
    const settings = { "workbench.colorTheme": theme, "terminal.integrated.gpuAcceleration": "off" }; // its text is in the page
    const { open } = await stage(context, { python: python(), settings });
    const window = await open(root, "model.py");
    await window.statusSays(/Keras 3/);
    await window.status.click();
    await window.picture(`actions-${name}`);
    await window.choose("Switch Keras Generation");
    await window.choose("Keras 2");
    await window.statusSays(/Keras 2/);

    await window.focusText();
    await window.command("conv1d-lsp: Show Summary");
    await window.page.locator(".view-line", { hasText: "Total params" }).first().waitFor();
    await window.picture(`summary-${name}`);

    await window.command("Tasks: Run Task");
    await window.choose("conv1d-lsp");
    await window.choose("conv1d-lsp: check workspace");
    await window.page.locator(".xterm-rows", { hasText: /1.error.in.1.file/ }).first().waitFor();
    await window.picture(`task-${name}`);
    await window.command("Problems: Focus on Problems View");
    const problems = window.page.locator(".markers-panel .monaco-list-row", { hasText: "window covers" });
    await problems.first().waitFor();
    assert.equal(await problems.count(), 1, "the task and the server tell the same of a file, once");

    await window.command("View: Hide Panel");
    await window.command("View: Close All Editors");
    await window.command("Welcome: Open Walkthrough...");
    await window.choose("See the shapes of your Keras model");
    await window.page.locator(".getting-started-step", { hasText: "Look at a model" }).first().click();
    await window.picture(`walkthrough-${name}`);
    assert.deepEqual(await window.accessibilityFaults([".step-description-container", ".getting-started-media"]), []);
    await window.page.locator(".getting-started-step.expanded .monaco-button", { hasText: "Open an example" }).click();
    await window.squiggle();
    await window.hints.first().waitFor();
    await window.picture(`example-${name}`);
  });
}
