import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { clockText, parseClock, parseClockBefore } from "../../src/drill/drill.js";
import { findDrill, listDrills, loadDrill } from "../../src/drill/load.js";
import { Problem } from "../../src/drill/problem.js";
import { drillJsonSchema, playerJsonSchema } from "../../src/drill/schema.js";
import { copyOfFirstPage, edit } from "./drills.js";

/** The lines of a failed load, with the temporary folder cut off. */
function linesOf(folder: string): string[] {
  try {
    loadDrill(folder);
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    return thrown.details.map(({ line }) => line.replaceAll(`${folder}/`, ""));
  }
  return [];
}

test("shipped drills are found by their ids", () => {
  expect(listDrills()).toContain("first-page");
  expect(() => findDrill("frist-page")).toThrow('there is no drill "frist-page"');
});

test("a drill is found by its folder, too", () => {
  const folder = copyOfFirstPage();
  expect(findDrill(folder, dirname(folder)).id).toBe("first-page");
  expect(listDrills(dirname(folder))).toEqual(["first-page"]);
  expect(listDrills(join(folder, "nowhere"))).toEqual([]);
});

describe("moments", () => {
  const drill = loadMoments();

  test("count from the epoch", () => {
    expect(clockText(drill, drill.opensUs)).toBe("09:30:00");
    expect(parseClock(drill, "09:30")).toBe(drill.opensUs);
    expect(parseClock(drill, "09:30:07")).toBe(drill.opensUs + 7_000_000);
    expect(parseClock(drill, "9:30")).toBeNull();
  });

  test("cut off fractions of a second", () => {
    expect(clockText(drill, drill.opensUs + 999_999)).toBe("09:30:00");
  });

  test("go past midnight", () => {
    const late = { clock: { date: "2026-03-14", beginsUs: 86_100_000_000 } };
    expect(clockText(late, 600_000_000)).toBe("00:05:00");
    expect(parseClock(late, "00:05")).toBe(600_000_000);
    expect(parseClockBefore(late, "23:00", 600_000_000)).toBe(-3_300_000_000);
    expect(clockText(late, -3_300_000_000)).toBe("23:00:00");
  });

  function loadMoments() {
    return { clock: { date: "2026-05-12", beginsUs: 33_240_000_000 }, opensUs: 960_000_000 };
  }
});

describe("hashes", () => {
  const hashesAfter = (file: string, from: string, to: string) => {
    const folder = copyOfFirstPage();
    const before = loadDrill(folder).hashes;
    edit(folder, file, from, to);
    const after = loadDrill(folder).hashes;
    return (["world", "rubric", "prose"] as const).filter((part) => before[part] !== after[part]);
  };

  test("comments and spelling change nothing", () => {
    const file = "system.yaml";
    expect(hashesAfter(file, "interval: 5 s", "# Every five seconds.\ninterval: 5s")).toEqual([]);
  });

  test("what decides the run changes the world's", () => {
    expect(hashesAfter("system.yaml", "poisson 50/s", "poisson 51/s")).toEqual(["world"]);
    expect(hashesAfter("drill.yaml", 'ends: "09:40:00"', 'ends: "09:41:00"')).toEqual(["world"]);
  });

  test("what decides the score changes the rubric's", () => {
    expect(hashesAfter("drill.yaml", "mitigated: 96 %", "mitigated: 97 %")).toEqual(["rubric"]);
  });

  test("words change the prose's alone", () => {
    expect(hashesAfter("drill.yaml", "Your first page", "The first page")).toEqual(["prose"]);
    expect(hashesAfter("runbooks/search-slow.md", "# Slow search", "# Search is slow")).toEqual([
      "prose",
    ]);
  });

  test("players belong to none", () => {
    expect(
      hashesAfter("players/reference.yaml", "{ tool: finish }", "{ tool: finish, at: +5 s }"),
    ).toEqual([]);
  });
});

describe("broken folders", () => {
  const refusals: [file: string, from: string, to: string][] = [
    ["drill.yaml", "id: first-page", "id: second-page"],
    ["drill.yaml", "severity: SEV-2", "severity: P1"],
    ["drill.yaml", 'opens: "09:30:00"', 'opens: "9.30"'],
    ["drill.yaml", 'ends: "09:40:00"', 'ends: "09:20:00"'],
    ["drill.yaml", 'at: "09:33:00"', 'at: "09:13:00"'],
    ["drill.yaml", "source: shoppers,", "source: shopers,"],
    ["drill.yaml", "of: shoppers, healthy: 99 %", "of: shopper, healthy: 0.99"],
    ["drill.yaml", "service: search, release: r64", "service: search, release: r65"],
    ["drill.yaml", "  - restart_service\n", "  - restart_service: { service: [checkout] }\n"],
    ["drill.yaml", "  - roll_back\n", "  - roll-back\n"],
    ["drill.yaml", "    healthy: checkout\n    after: 10 s", '    at: "09:31"\n    after: 10 s'],
    ["drill.yaml", "  - id: relief", "  - id: page"],
    [
      "drill.yaml",
      "channel: page\n    text: >-\n      SEV-2",
      "channel: pager\n    text: >-\n      SEV-2",
    ],
    ["players/reference.yaml", "{ tool: list_deploys }", "{ tool: list_deploys, at: soon }"],
    ["players/reference.yaml", "{ tool: list_alerts }", "{ tol: list_alerts }"],
    ["players/reference.yaml", "{ tool: list_alerts }", '{ tool: list_alerts, at: "09:29" }'],
    ["players/reference.yaml", "{ wait: page, atMost: 2 min }", "{ wait: { alert: errors } }"],
    ["players/reference.yaml", "{ tool: list_alerts }", "{ wait: { indicator: checkouts } }"],
    ["runbooks/search-slow.md", "# Slow search", "Slow search"],
  ];

  test("are refused with file, line, key and remedy", () => {
    const lines = refusals.map(([file, from, to]) => {
      const folder = copyOfFirstPage();
      edit(folder, file, from, to);
      return linesOf(folder);
    });
    expect(lines).toMatchInlineSnapshot(`
      [
        [
          "error: "second-page" is not the name of the drill's folder, drill.yaml:1 id, give the folder and the drill the same name [value-invalid]",
        ],
        [
          "error: "P1" is not one of SEV-1, SEV-2, SEV-3, SEV-4, SEV-5, drill.yaml:8 severity, use one of SEV-1, SEV-2, SEV-3, SEV-4, SEV-5 [value-invalid]",
        ],
        [
          "error: "9.30" is not a time of day, drill.yaml:12 opens, write one such as "14:12:00" [value-invalid]",
        ],
        [
          "error: 09:20:00 is not after the opening, drill.yaml:13 ends, write a time of day after 09:30:00 [value-invalid]",
        ],
        [
          "error: 09:13:00 is outside the run, drill.yaml:61 escalation[0].at, choose a time from 09:30:00 to 09:40:00 [clock-outside]",
        ],
        [
          "error: there is no source "shopers", drill.yaml:27 outcome.source, did you mean "shoppers"? [name-unknown]",
        ],
        [
          "error: there is no subject "shopper", drill.yaml:24 indicators.shop.of, did you mean "shoppers"? [name-unknown]",
          "error: 0.99 has no unit, drill.yaml:24 indicators.shop.healthy, write a share from "0 %" to "100 %" [unit-missing]",
        ],
        [
          "error: there is no release of search "r65", drill.yaml:91 deploys[2].release, did you mean "r63"? [name-unknown]",
        ],
        [],
        [
          "error: "roll-back" is not the name of a tool, drill.yaml:120 tools[16], use lower-case letters and underscores [value-invalid]",
        ],
        [
          "error: the moment of "relief" is not said in one way, drill.yaml:51 messages[3], give exactly one of at, alert and healthy, and \`after\` only with the last two [value-invalid]",
        ],
        [
          "error: "page" already names a message, drill.yaml:51 messages[3].id, choose another name [name-taken]",
        ],
        [
          "error: there is no channel "pager", drill.yaml:39 messages[1].channel, did you mean "page"? [name-unknown]",
        ],
        [
          "error: "soon" is not a moment, players/reference.yaml:9 steps[5].at, write one such as "14:13:00", or "+30 s" after the previous step [value-invalid]",
        ],
        [
          "error: unknown key "tol", players/reference.yaml:7 steps[3].tol, did you mean "tool"? [key-unknown]",
        ],
        [
          "error: 09:29 is outside the run, players/reference.yaml:7 steps[3].at, choose a time from 09:30:00 to 09:40:00 [clock-outside]",
        ],
        [
          "error: there is no alert "errors", players/reference.yaml:3 steps[0].wait.alert, use one of checkout-errors, search-slow, orders-database-busy [name-unknown]",
        ],
        [
          "error: there is no indicator "checkouts", players/reference.yaml:7 steps[3].wait.indicator, did you mean "checkout"? [name-unknown]",
        ],
        [
          "error: "# title" is missing, runbooks/search-slow.md, add it [key-missing]",
        ],
      ]
    `);
  });

  test("a missing file is named", () => {
    const folder = copyOfFirstPage();
    rmSync(join(folder, "system.yaml"));
    expect(linesOf(folder)).toEqual([
      "error: system.yaml does not exist, check the path [file-missing]",
    ]);
  });

  test("a folder in the place of a file is named", () => {
    const folder = copyOfFirstPage();
    rmSync(join(folder, "system.yaml"));
    mkdirSync(join(folder, "system.yaml"));
    expect(linesOf(folder)).toEqual([
      "error: system.yaml cannot be read (EISDIR), check the path and its permissions [file-unreadable]",
    ]);
  });

  test("an oversized file is not read", () => {
    const folder = copyOfFirstPage();
    writeFileSync(join(folder, "drill.yaml"), "#".repeat(1_048_577));
    expect(linesOf(folder)).toEqual([
      `error: the file holds 1048577 bytes, drill.yaml, keep it within 1048576 bytes [file-too-large]`,
    ]);
  });
});

test("the schemas are JSON Schemas", () => {
  for (const schema of [drillJsonSchema(), playerJsonSchema()]) {
    expect(JSON.parse(JSON.stringify(schema))).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      additionalProperties: false,
    });
  }
});
