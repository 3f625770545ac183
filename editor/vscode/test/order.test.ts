import assert from "node:assert/strict";
import { test } from "node:test";

import type { Machine } from "../src/interpreter/machine";
import { choose, listAll, type Situation } from "../src/interpreter/order";
import { posixMachine, situation, windowsMachine } from "./machines";

const VENV = "/code/project/.venv/bin/python";
const EVERYWHERE = posixMachine(
  ["/opt/set/python", "/conda/bin/python", "/opt/default/python", VENV, "/usr/bin/python3"],
  "/usr/local/bin:/usr/bin",
);

async function chosen(place: Situation, machine: Machine): Promise<string> {
  const choice = await choose(place, machine);
  return choice.kind === "found" ? choice.candidate.path : choice.reason;
}

test("the order: setting, Python extension, default interpreter, .venv, search path", async () => {
  const all = situation({
    setting: "/opt/set/python",
    selected: () => Promise.resolve("/conda/bin/python"),
    defaultInterpreterPath: "/opt/default/python",
  });
  const unset = { ...all, setting: "" };
  const unselected = { ...unset, selected: situation({}).selected };
  const bare = situation({});
  const empty = situation({ folders: [] });

  const results = await Promise.all([all, unset, unselected, bare, empty].map((place) => chosen(place, EVERYWHERE)));
  assert.deepEqual(results, ["/opt/set/python", "/conda/bin/python", "/opt/default/python", VENV, "/usr/bin/python3"]);
});

test("a setting that names nothing ends the search: its writer wants to know", async () => {
  const reason = await chosen(situation({ setting: "/gone/python" }), EVERYWHERE);
  assert.match(reason, /conv1d-lsp\.interpreter names no program: \/gone\/python/);
});

test("a selected environment that is gone is passed over", async () => {
  const place = situation({ selected: () => Promise.resolve("/deleted/bin/python") });
  assert.equal(await chosen(place, EVERYWHERE), VENV);
});

test("no Python at all is said in one sentence", async () => {
  assert.equal(await chosen(situation({}), posixMachine([])), "No Python was found.");
});

test("on Windows the .venv keeps its python.exe in Scripts", async () => {
  const machine = windowsMachine(["C:\\work\\.venv\\Scripts\\python.exe"]);
  assert.equal(await chosen(situation({ folders: ["C:\\work"] }), machine), "C:\\work\\.venv\\Scripts\\python.exe");
});

test("an untrusted workspace: neither its .venv nor what the Python extension selected is run", async () => {
  const place = situation({ trusted: false, selected: () => Promise.reject(new Error("must not be asked")) });
  assert.equal(await chosen(place, EVERYWHERE), "/usr/bin/python3");
});

test("an untrusted workspace: a user's setting that leads into it is refused", async () => {
  const reason = await chosen(situation({ trusted: false, setting: ".venv/bin/python" }), EVERYWHERE);
  assert.match(reason, /not trusted/);
});

test("an untrusted workspace: a link from outside into it is refused as well", async () => {
  const machine = posixMachine(["/usr/local/bin/python", "/usr/bin/python3"], "/usr/local/bin:/usr/bin", {
    "/usr/local/bin/python": "/code/project/evil",
  });
  assert.equal(await chosen(situation({ trusted: false }), machine), "/usr/bin/python3");
});

test("an untrusted workspace on the search path is passed over", async () => {
  const machine = posixMachine(["/code/project/bin/python", "/usr/bin/python3"], "/code/project/bin:/usr/bin");
  assert.equal(await chosen(situation({ trusted: false }), machine), "/usr/bin/python3");
});

test("the list to choose from names each interpreter once", async () => {
  const place = situation({ selected: () => Promise.resolve(VENV) });
  const list = await listAll(place, EVERYWHERE);
  assert.deepEqual(
    list.map(({ path, origin }) => `${path} from ${origin}`),
    [`${VENV} from the Python extension`, "/usr/bin/python3 from the search path"],
  );
});
