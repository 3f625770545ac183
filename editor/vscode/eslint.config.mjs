import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["dist/", "node_modules/"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      eqeqeq: "error",
      "no-undef": "off", // the type checker knows better
      "max-lines": ["error", 400],
    },
  },
  {
    // Extensions of tests are not built: VS Code loads them as they are.
    files: ["test/workbench/*/extension.js"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    // node:test's `test` returns a promise that its runner awaits.
    files: ["test/**"],
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
);
