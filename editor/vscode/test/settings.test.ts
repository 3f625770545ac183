import assert from "node:assert/strict";
import { test } from "node:test";

import { initializationOptions, readSettings } from "../src/settings";

function read(values: Record<string, unknown>): ReturnType<typeof readSettings> {
  return readSettings((key) => values[key]);
}

const ALL = { variables: true, layers: true, models: true };
const DEFAULTS = { interpreter: "", keras: "auto", inlayHints: ALL, readDataFiles: true, select: null, ignore: [] };

test("nothing written gives the defaults of the manifest", () => {
  assert.deepEqual(read({}), DEFAULTS);
});

test("what is written is taken, without the spaces around it", () => {
  const hints = { variables: false, layers: true, models: false };
  const written = { keras: "2", inlayHints: hints, readDataFiles: false, select: ["window-too-long"], ignore: ["a", "b"] };
  assert.deepEqual(read({ ...written, interpreter: " /usr/bin/python3 " }), { ...written, interpreter: "/usr/bin/python3" });
});

test("one switch for all kinds of hints", () => {
  assert.deepEqual(read({ inlayHints: false }).inlayHints, { variables: false, layers: false, models: false });
  assert.deepEqual(read({ inlayHints: { layers: false } }).inlayHints, { ...ALL, layers: false });
});

test("the number 3 stands for the generation 3", () => {
  assert.equal(read({ keras: 3 }).keras, "3");
});

test("values of a wrong kind count as not given", () => {
  assert.deepEqual(read({ interpreter: 7, keras: "4", inlayHints: "no", readDataFiles: 1, select: "all", ignore: 3 }), read({}));
});

test("the server is told the switches and whether the workspace is trusted, and no path", () => {
  const settings = read({ interpreter: "/usr/bin/python3", keras: "3" });
  const told = { keras: "3", inlayHints: ALL, readDataFiles: true, select: null, ignore: [], status: true };
  assert.deepEqual(initializationOptions(settings, true), { ...told, trusted: true });
  assert.deepEqual(initializationOptions(settings, false), { ...told, trusted: false });
});
