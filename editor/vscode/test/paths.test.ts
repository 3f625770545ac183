import assert from "node:assert/strict";
import { test } from "node:test";

import { expand, isInside, locate } from "../src/interpreter/paths";
import { posixMachine, windowsMachine } from "./machines";

test("variables of a settings file are replaced", () => {
  const machine = posixMachine([]);
  const written = ["~/env/bin/python", "${userHome}/p", "${workspaceFolder}/p", "${env:ENVS}/p", "${env:NONE}/p", "/a/~"];
  const expanded = written.map((text) => expand(text, "/code", machine));
  assert.deepEqual(expanded, ["/home/ada/env/bin/python", "/home/ada/p", "/code/p", "/envs/p", "/p", "/a/~"]);
});

test("a path with a separator is taken from the workspace folder, a bare name from the search path", () => {
  const machine = posixMachine(["/code/env/bin/python", "/usr/bin/python3.12"], "/bin:/usr/bin");
  assert.equal(locate("env/bin/python", "/code", machine), "/code/env/bin/python");
  assert.equal(locate("python3.12", "/code", machine), "/usr/bin/python3.12");
  assert.equal(locate("env/bin/python", undefined, machine), undefined);
  assert.equal(locate("", "/code", machine), undefined);
});

test("a relative directory on the search path is left out", () => {
  assert.equal(locate("python", "/code", posixMachine(["bin/python", "./python"], "bin:.:")), undefined);
});

test("Windows adds .exe", () => {
  const machine = windowsMachine(["C:\\Python312\\python.exe"], "C:\\Windows;C:\\Python312");
  assert.equal(locate("python", undefined, machine), "C:\\Python312\\python.exe");
  assert.equal(locate("c:\\python312\\python", undefined, machine), "c:\\python312\\python.exe");
});

test("inside means below, by name or by link, and not merely the same beginning", () => {
  const machine = posixMachine([], "", { "/opt/python": "/code/python", "/shortcut": "/code" });
  assert.equal(isInside("/code/.venv/bin/python", ["/code"], machine), true);
  assert.equal(isInside("/opt/python", ["/code"], machine), true);
  assert.equal(isInside("/code/python", ["/shortcut"], machine), true);
  assert.equal(isInside("/code/..env/python", ["/code"], machine), true);
  assert.equal(isInside("/workshop/python", ["/code"], machine), false);
  assert.equal(isInside("/usr/bin/python", [], machine), false);
});

test("Windows: letters of either case are the same place, another drive is not", () => {
  const machine = windowsMachine([]);
  assert.equal(isInside("c:\\WORK\\python.exe", ["C:\\work"], machine), true);
  assert.equal(isInside("D:\\work\\python.exe", ["C:\\work"], machine), false);
});
