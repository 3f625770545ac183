// Bundles the extension into dist/extension.js and its webview into dist/view.js with the licences of what it bundles, and each test file into dist/test/.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

/** @type {import("esbuild").BuildOptions} */
const common = { bundle: true, platform: "node", format: "cjs", target: "node20", external: ["vscode"], logLevel: "warning" };

/**
 * The licence texts of the packages among `files`.
 * @param {string[]} files paths of the bundled files, from this folder
 */
function notices(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort().map((folder) => {
    const text = ["LICENSE", "License.txt", "LICENSE.md"].map((name) => `${folder}/${name}`).find((path) => existsSync(path));
    if (text === undefined) throw new Error(`${folder} is bundled, and has no licence text`);
    return `${folder.replace(/^.*node_modules\//, "")}\n\n${readFileSync(text, "utf8").trim()}\n`;
  });
}

const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));

rmSync("dist", { recursive: true, force: true });
const { metafile } = await build({
  ...common,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  minify: true,
  legalComments: "none",
  metafile: true,
});
const view = await build({
  ...common,
  platform: "browser",
  format: "iife",
  target: "es2022",
  entryPoints: ["src/view/web/main.ts"],
  outfile: "dist/view.js",
  minify: true,
  legalComments: "none",
  metafile: true,
});
writeFileSync("dist/NOTICES.txt", notices([...Object.keys(metafile.inputs), ...Object.keys(view.metafile.inputs)]).join(`\n${"-".repeat(80)}\n`));
await build({ ...common, entryPoints: tests.map((name) => `test/${name}`), outdir: "dist/test", sourcemap: "inline" });
