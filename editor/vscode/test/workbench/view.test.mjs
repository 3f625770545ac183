// The model view beside the code: it draws, follows both ways, keeps up with the typing, in three themes.
import assert from "node:assert/strict";
import { test } from "node:test";

import { python } from "../../scripts/workbench/workbench.mjs";
import { folder, skip, stage, until } from "./stage.mjs";

const MODEL = `import keras
from keras import layers

inputs = keras.Input((60, 4), name="wave")
x = layers.Conv1D(16, 5, padding="causal")(inputs)
y = layers.Conv1D(16, 1)(inputs)
x = layers.Add()([x, y])
x = layers.MaxPooling1D(2)(x)
outputs = layers.Dense(3)(x)
model = keras.Model(inputs, outputs)
`;

for (const [name, theme] of [["light", "Default Light Modern"], ["dark", "Default Dark Modern"], ["contrast", "Default High Contrast"]]) {
  test(`model view: ${name}`, { skip: skip() }, async (context) => {
    const root = folder(context, { "model.py": MODEL });
    const { open } = await stage(context, { python: python(), settings: { "workbench.colorTheme": theme } });
    const window = await open(root, "model.py");
    await window.hints.first().waitFor();
    await window.focusText();
    await window.command("conv1d-lsp: Show Model");
    const view = window.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
    const boxes = view.locator(".box");
    await boxes.nth(5).waitFor();
    assert.equal(await boxes.count(), 6);
    await window.picture(`model-${name}`);

    await boxes.filter({ hasText: "MaxPooling1D" }).click();
    const line = window.page.locator(".statusbar-item", { hasText: "Ln 8," });
    await until(async () => {
      await window.page.keyboard.press("Control+1"); // the status bar tells of the editor that has the keyboard
      return line.isVisible();
    }, "the line of the layer");
    await window.page.keyboard.press("Control+Home");
    for (let line = 1; line < 7; line += 1) await window.page.keyboard.press("ArrowDown");
    await view.locator(".box.selected", { hasText: "Add" }).waitFor();

    await window.typeAtEnd("bad = keras.Sequential([keras.Input((10, 4)), layers.Conv1D(8, 30)])\n");
    await until(async () => (await view.locator("header option").count()) === 2, "two models");
    await view.locator("header select").selectOption({ label: "bad (Sequential)" });
    await view.locator(".box.fails").waitFor();
    await window.picture(`fault-${name}`);

    await view.locator("header select").selectOption({ index: 0 });
    await window.typeAtEnd("broken = (");
    await window.page.waitForTimeout(1500);
    assert.equal(await boxes.count(), 6, "what was known stays while the text is broken");

    await view.getByRole("tab", { name: "Signal" }).click();
    await view.locator(".bar").first().waitFor();
    assert.match((await view.locator(".words").textContent()) ?? "", /^Step \d+ of \S+ sees the input's steps \d+ to \d+/);
    await window.picture(`signal-${name}`);
    await view.getByRole("tab", { name: "Summary" }).click();
    await view.locator("tbody tr").nth(5).waitFor();
    await window.picture(`table-${name}`);
  });
}
