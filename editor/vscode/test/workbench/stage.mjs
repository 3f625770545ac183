// What the tests in a real workbench share: the workbench, windows, pictures, and what a user does with the keyboard.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import axe from "axe-core";

import { CHROMIUM, launchBrowser, PATIENCE_MS, serverProgram, Workbench } from "../../scripts/workbench/workbench.mjs";

export { PATIENCE_MS };
const SIZE = { width: 1200, height: 700 };
const PICTURES = process.env.PICTURES ?? join(tmpdir(), "conv1d-lsp-pictures");

/** A kernel that is longer than its sequence, on the last line but one. */
export const FAULTY = `import keras

inputs = keras.Input((10, 1))
x = keras.layers.Conv1D(4, 3)(inputs)
x = keras.layers.Conv1D(8, 20)(x)
model = keras.Model(inputs, x)
`;

/** Why these tests can't run here, or false. In CI they run, or fail. */
export function skip() {
  if (process.env.CI !== undefined) return false;
  if (!existsSync(serverProgram())) return "no workbench here: npm run workbench:install";
  return existsSync(CHROMIUM) ? false : `no browser here: ${CHROMIUM}`;
}

/**
 * A folder with these files, that is removed at the test's end.
 * @param {import("node:test").TestContext} context
 * @param {Record<string, string>} files
 */
export function folder(context, files) {
  const root = mkdtempSync(join(tmpdir(), "project-"));
  context.after(() => {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

/**
 * A workbench and a browser for the test. What the extension has logged is printed if the test fails.
 * @param {import("node:test").TestContext} context
 * @param {Omit<import("../../scripts/workbench/workbench.mjs").Wishes, "vsix">} wishes
 */
export async function stage(context, wishes) {
  const workbench = await Workbench.start({ vsix: resolve("conv1d-lsp.vsix"), ...wishes });
  context.after(() => workbench.stop());
  const browser = await launchBrowser();
  context.after(() => browser.close());
  return {
    workbench,
    /**
     * @param {string} root
     * @param {string} [file] its name in the folder
     */
    open: async (root, file) => {
      const page = await browser.newPage({ viewport: SIZE });
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(workbench.address(root, file === undefined ? undefined : join(root, file)));
      await page.waitForSelector(".monaco-workbench .statusbar-item");
      return new Window(page);
    },
  };
}

/** A window of the workbench, as a user sees it. */
export class Window {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.squiggles = page.locator(".squiggly-error");
    /** An inlay hint is the only injected text that has a parenthesis. */
    this.hints = page.locator(".view-line span[class*='dyn-rule']", { hasText: "(" });
    this.status = page.locator(".statusbar-item", { hasText: "conv1d" }).first();
  }

  /** Waits for the first squiggle. */
  async squiggle() {
    await this.squiggles.first().waitFor();
  }

  /** @param {number} count */
  async squigglesAre(count) {
    await until(async () => (await this.squiggles.count()) === count, `${count} squiggles`);
  }

  /**
   * Waits until the status item is described in words that match.
   * @param {RegExp} words
   */
  async statusSays(words) {
    await until(async () => words.test((await this.status.locator("a").getAttribute("aria-label")) ?? ""), String(words));
  }

  /** A command by its whole name, out of the palette. @param {string} name */
  async command(name) {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget input").first().fill(`>${name}`);
    const row = `.quick-input-list .monaco-list-row:is([aria-label="${name}"], [aria-label^="${name},"])`;
    await this.page.locator(row).first().click();
  }

  /** Opens a file of the folder as what it is, a notebook as a notebook. @param {string} name */
  async quickOpen(name) {
    await this.page.keyboard.press("Control+P");
    await this.page.locator(".quick-input-widget input").first().fill(name);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
  }

  /** Chooses from a list that is open. @param {string} label */
  async choose(label) {
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
  }

  /** A message at the lower right. @param {RegExp} words */
  message(words) {
    return this.page.locator(".notification-toast", { hasText: words }).first();
  }

  /**
   * Presses a button of a message.
   * @param {RegExp} words
   * @param {string} button
   */
  async answer(words, button) {
    await this.message(words).locator(".monaco-button", { hasText: button }).first().click();
  }

  async focusText() {
    await this.page.locator(".monaco-editor .view-lines").first().click();
  }

  /** Types at the end of the file. @param {string} text */
  async typeAtEnd(text) {
    await this.focusText();
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.insertText(text);
  }

  /**
   * What axe finds wrong, of some weight, in these parts of the page.
   * @param {string[]} selectors
   * @returns {Promise<string[]>}
   */
  async accessibilityFaults(selectors) {
    await this.page.evaluate(axe.source);
    /** @type {import("axe-core").AxeResults} */
    const results = await this.page.evaluate(`axe.run({ include: ${JSON.stringify(selectors)} })`);
    const grave = results.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    return grave.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  }

  /** @param {string} name */
  async picture(name) {
    mkdirSync(PICTURES, { recursive: true });
    await pause(600); // what moves comes to rest
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }
}

/**
 * @param {() => Promise<boolean> | boolean} holds
 * @param {string} what
 */
export async function until(holds, what) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await holds()) return;
    await pause(100);
  }
  throw new Error(`not within ${PATIENCE_MS / 1000} s: ${what}`);
}
