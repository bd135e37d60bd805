// @ts-check
// What code that must replay bit for bit may not use, and what to use in its place.

const time = "take the simulated time from the world or the session";
const luck = "draw from the seeded, keyed draws of src/world";
const later = "schedule an event in the simulated world";
const floats =
  "use the tables and integer methods of src/world; engines round this one differently";
const language = "format where it is shown (cli, server, web); compare code units with < and >";
const ambient = "take it as a parameter, handed in by cli or server";

/** Names of globals, in any use: value, type, alias. */
/** @type {Record<string, string>} */
export const bannedGlobals = {
  Date: time,
  Temporal: time,
  performance: time,
  process: ambient,
  globalThis: ambient,
  window: ambient,
  self: ambient,
  global: ambient,
  navigator: ambient,
  fetch: ambient,
  require: "use an import, which the checks can follow",
  eval: "write the code out, so that the checks can read it",
  Function: "write the code out; for a type, spell the signature",
  setTimeout: later,
  setInterval: later,
  setImmediate: later,
  queueMicrotask: later,
  requestAnimationFrame: later,
  requestIdleCallback: later,
  Intl: language,
  WeakRef: "hold the value; when memory is reclaimed differs from run to run",
  FinalizationRegistry: "release explicitly; when memory is reclaimed differs from run to run",
};

/** Names of members and of imports, whatever they are taken from. */
/** @type {Record<string, string>} */
export const bannedMembers = {
  hrtime: time,
  timeOrigin: time,
  randomUUID: luck,
  randomBytes: luck,
  randomInt: luck,
  randomFill: luck,
  randomFillSync: luck,
  getRandomValues: luck,
  webcrypto: luck,
  localeCompare: language,
  toLocaleString: language,
  toLocaleDateString: language,
  toLocaleTimeString: language,
  toLocaleLowerCase: language,
  toLocaleUpperCase: language,
};

/** Modules, with or without the prefix "node:". */
/** @type {Record<string, string>} */
export const bannedModules = {
  timers: later,
  "timers/promises": later,
  perf_hooks: time,
  process: ambient,
  os: ambient,
  child_process: ambient,
};

/** The members of Math that every engine computes exactly; all others may differ in the last bit. */
export const exactMath = new Set(
  (
    "abs ceil floor round trunc sign min max imul clz32 fround sqrt " +
    "E PI LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2"
  ).split(" "),
);

/** @param {string} name */
export function replacementForMath(name) {
  return name === "random" ? luck : floats;
}

export const replacementForPower =
  "write the number out, multiply or shift; engines round ** differently";
export const replacementForIn = "use for...of over Object.keys(...) or an array";
export const replacementForMathAlias = "write Math.member in place, so that the checks can read it";
