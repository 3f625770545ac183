import assert from "node:assert/strict";
import { test } from "node:test";

import { reportAddress, reportBody } from "../src/report";

const FACTS = { extension: "0.1.0", editor: "Code 1.100", system: "linux x64", server: "0.1.0", origin: "the folder's .venv", keras: "3" };

test("a report names the versions", () => {
  const body = reportBody(FACTS);
  assert.match(body, /extension 0\.1\.0, in Code 1\.100 on linux x64/);
  assert.match(body, /conv1d-lsp 0\.1\.0, from the folder's \.venv/);
  assert.match(body, /Keras generation: 3/);
});

test("a report of a server that does not run", () => {
  assert.match(reportBody({ ...FACTS, server: undefined, origin: undefined, keras: undefined }), /conv1d-lsp is not running\n- Keras generation: not known/);
});

test("the address holds the text", () => {
  const address = new URL(reportAddress("https://example.org/issues", "a & b\n# c"));
  assert.equal(address.pathname, "/issues/new");
  assert.equal(address.searchParams.get("body"), "a & b\n# c");
});
