import assert from "node:assert/strict";
import { test } from "node:test";

import { initializationOptions, readSettings } from "../src/settings";

function read(values: Record<string, unknown>): ReturnType<typeof readSettings> {
  return readSettings((key) => values[key]);
}

test("nothing written gives the defaults of the manifest", () => {
  assert.deepEqual(read({}), { interpreter: "", keras: "auto", inlayHints: true, readDataFiles: true });
});

test("what is written is taken, without the spaces around it", () => {
  const settings = read({ interpreter: " /usr/bin/python3 ", keras: "2", inlayHints: false, readDataFiles: false });
  assert.deepEqual(settings, { interpreter: "/usr/bin/python3", keras: "2", inlayHints: false, readDataFiles: false });
});

test("the number 3 stands for the generation 3", () => {
  assert.equal(read({ keras: 3 }).keras, "3");
});

test("values of a wrong kind count as not given", () => {
  assert.deepEqual(read({ interpreter: 7, keras: "4", inlayHints: "no", readDataFiles: 1 }), read({}));
});

test("the server is told the switches and whether the workspace is trusted, and no path", () => {
  const settings = read({ interpreter: "/usr/bin/python3", keras: "3" });
  const told = { keras: "3", inlayHints: true, readDataFiles: true };
  assert.deepEqual(initializationOptions(settings, true), { ...told, trusted: true });
  assert.deepEqual(initializationOptions(settings, false), { ...told, trusted: false });
});
