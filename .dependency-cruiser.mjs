// @ts-check
// The rooms of src/ and what each may import. Arrows point one way; adding one is a design decision.

/** @type {Record<string, string[]>} */
export const rooms = {
  world: [],
  text: [],
  sandbox: [],
  drill: ["world", "text"],
  session: ["drill", "text", "world"],
  score: ["session", "drill", "text", "world"],
  players: ["score", "session", "drill", "text", "world"],
  store: ["session", "drill"],
  server: ["store", "players", "score", "session", "drill", "text", "sandbox", "world"],
  cli: ["server", "store", "players", "score", "session", "drill", "text", "sandbox", "world"],
  web: ["world"],
};

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const arrows = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `src/${room} may import ${allowed.length > 0 ? allowed.join(", ") : "nothing of ours"}`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: {
    path: "^src/",
    pathNot: [room, ...allowed].map((name) => `^src/${name}/`),
    // The page knows the server by the types of its answers; the rule below keeps these types only.
    ...(room === "web" ? { dependencyTypesNot: ["type-only"] } : {}),
  },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...arrows,
    {
      name: "web-imports-types",
      comment: "src/web may import types from src/server/api and world, and no other types of ours",
      severity: "error",
      from: { path: "^src/web/" },
      to: { path: "^src/", pathNot: "^src/(web|world|server/api)/" },
    },
    {
      name: "world-is-alone",
      comment: "src/world runs in Node, a worker and a browser: no Node module, no package",
      severity: "error",
      from: { path: "^src/world/" },
      to: { pathNot: "^src/" },
    },
    {
      name: "product-knows-no-tests",
      comment: "src is shipped; test, bench and scripts are not",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|bench|scripts|dist)/" },
    },
    {
      name: "no-development-packages",
      comment: "src may import only packages that are installed with the product",
      severity: "error",
      // What the page uses is bundled into dist/web, so that nobody who installs the product installs it again.
      from: { path: "^src/", pathNot: "^src/web/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "type-only"] },
    },
    {
      name: "no-cycles",
      comment: "two modules that import each other are one module; split them along the data",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "every-import-resolves",
      comment: "an import that leads nowhere hides the arrow it stands for",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
};
