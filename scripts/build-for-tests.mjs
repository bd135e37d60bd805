// @ts-check
// The test runner calls this once before all tests, so that `npx vitest` alone cannot test an old build.

import { ensureBuilt, ensurePageBuilt } from "./setup.mjs";

export default function build() {
  if (!ensureBuilt()) throw new Error("src does not compile: tests run what is built from it");
  if (!ensurePageBuilt())
    throw new Error("src/web cannot be bundled: tests open what is built from it");
}
