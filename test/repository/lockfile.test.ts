import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface LockedPackage {
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const address = new URL("../../package-lock.json", import.meta.url);
const packages: Record<string, LockedPackage> = JSON.parse(readFileSync(address, "utf8")).packages;

test("the lockfile names every dependency for every platform, or a fresh clone cannot install", () => {
  const missing = Object.entries(packages).flatMap(
    ([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path} needs ${name}`),
  );
  expect(Object.keys(packages).length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test("no package that is installed here compiles or downloads while it installs", () => {
  // The one exception is used on macOS alone, is optional, and is skipped everywhere else.
  const scripted = Object.keys(packages).filter((path) => packages[path].hasInstallScript);
  expect(scripted.filter((path) => path !== "node_modules/fsevents")).toEqual([]);
});

/** A package is looked for in its own folder first, then in each folder above. */
function isLocked(path: string, name: string): boolean {
  for (
    let folder = path;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))
  ) {
    if (Object.hasOwn(packages, `${folder}/node_modules/${name}`.replace(/^\//, ""))) return true;
    if (folder === "") return false;
  }
}
