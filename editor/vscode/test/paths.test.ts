import assert from "node:assert/strict";
import { test } from "node:test";

import { expand, isInside, locate } from "../src/interpreter/paths";
import { posixMachine, windowsMachine } from "./machines";

test("variables of a settings file are replaced", () => {
  const machine = posixMachine([]);
  const written = ["~/env/bin/python", "${userHome}/p", "${workspaceFolder}/p", "${env:ENVS}/p", "${env:NONE}/p", "/a/~"];
  const expanded = written.map((text) => expand(text, "/work", machine));
  assert.deepEqual(expanded, ["/home/ada/env/bin/python", "/home/ada/p", "/work/p", "/envs/p", "/p", "/a/~"]);
});

test("a path with a separator is taken from the workspace folder, a bare name from the search path", () => {
  const machine = posixMachine(["/work/env/bin/python", "/usr/bin/python3.12"], "/bin:/usr/bin");
  assert.equal(locate("env/bin/python", "/work", machine), "/work/env/bin/python");
  assert.equal(locate("python3.12", "/work", machine), "/usr/bin/python3.12");
  assert.equal(locate("env/bin/python", undefined, machine), undefined);
  assert.equal(locate("", "/work", machine), undefined);
});

test("a relative directory on the search path is left out", () => {
  assert.equal(locate("python", "/work", posixMachine(["bin/python", "./python"], "bin:.:")), undefined);
});

test("Windows adds .exe", () => {
  const machine = windowsMachine(["C:\\Python312\\python.exe"], "C:\\Windows;C:\\Python312");
  assert.equal(locate("python", undefined, machine), "C:\\Python312\\python.exe");
  assert.equal(locate("c:\\python312\\python", undefined, machine), "c:\\python312\\python.exe");
});

test("inside means below, by name or by link, and not merely the same beginning", () => {
  const machine = posixMachine([], "", { "/opt/python": "/work/python", "/shortcut": "/work" });
  assert.equal(isInside("/work/.venv/bin/python", ["/work"], machine), true);
  assert.equal(isInside("/opt/python", ["/work"], machine), true);
  assert.equal(isInside("/work/python", ["/shortcut"], machine), true);
  assert.equal(isInside("/work/..env/python", ["/work"], machine), true);
  assert.equal(isInside("/workshop/python", ["/work"], machine), false);
  assert.equal(isInside("/usr/bin/python", [], machine), false);
});

test("Windows: letters of either case are the same place, another drive is not", () => {
  const machine = windowsMachine([]);
  assert.equal(isInside("c:\\WORK\\python.exe", ["C:\\work"], machine), true);
  assert.equal(isInside("D:\\work\\python.exe", ["C:\\work"], machine), false);
});
