// Opens a Python file in a real workbench with the packaged extension, waits for a squiggle and an inlay hint, takes a picture.
//
//   npm run workbench -- PICTURE.png [FILE.py]        default: example.py beside this file
//
// $THEME names another than the light theme: "Default Dark Modern", "Default High Contrast".
// Before: scripts/workbench/install.sh, npm run package, and conv1d-lsp installed for $PYTHON, else for `python` on PATH.
// Exit status: 0 squiggle and hint were seen; 1 not (the picture is taken all the same); 2 it could not start.
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { launchBrowser, PATIENCE_MS, python, Workbench } from "./workbench.mjs";

const SIZE = { width: 1100, height: 600 };

/**
 * Makes room, and rests the pointer on the squiggle until its message is there.
 * @param {import("playwright-core").Page} page
 */
async function ask(page) {
  await page.keyboard.press("Control+B");
  await pause(500); // the text moves to the left
  await page.locator(".squiggly-error").first().hover({ force: true });
  await page.locator(".monaco-hover-content:visible").first().waitFor({ timeout: PATIENCE_MS });
  await pause(1000); // the rest of the message, the status bar
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} address
 * @param {string} picture
 * @returns {Promise<boolean>} whether a squiggle and a hint were seen
 */
async function look(page, address, picture) {
  await page.goto(address);
  await page.waitForSelector(".monaco-workbench", { timeout: PATIENCE_MS });
  // An inlay hint is the only injected text that has a parenthesis.
  const hint = page.locator(".view-line span[class*='dyn-rule']", { hasText: "(" }).first();
  const waits = [page.locator(".squiggly-error").first(), hint].map((mark) => mark.waitFor({ timeout: PATIENCE_MS }));
  const [seenSquiggle, seenHint] = await Promise.allSettled(waits);
  if (seenSquiggle?.status === "fulfilled") await ask(page);
  await page.screenshot({ path: picture });
  console.log(`squiggle: ${seenSquiggle?.status}, inlay hint: ${seenHint?.status}, picture: ${picture}`);
  return seenSquiggle?.status === "fulfilled" && seenHint?.status === "fulfilled";
}

async function main() {
  const [picture, file = join(import.meta.dirname, "example.py")] = process.argv.slice(2);
  if (picture === undefined) throw new Error("where does the picture go? look.mjs PICTURE.png [FILE.py]");
  if (!existsSync(file)) throw new Error(`${basename(file)} is not there`);
  const settings = process.env.THEME === undefined ? {} : { "workbench.colorTheme": process.env.THEME };
  const workbench = await Workbench.start({ vsix: resolve("conv1d-lsp.vsix"), python: python(), settings });
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: SIZE });
      const seen = await look(page, workbench.address(dirname(resolve(file)), resolve(file)), resolve(picture));
      if (!seen) console.log(workbench.log());
      return seen;
    } finally {
      await browser.close();
    }
  } finally {
    await workbench.stop();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`look: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
