import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintDrill } from "../../src/drill/lint.js";
import { loadDrill } from "../../src/drill/load.js";
import { copyOfFirstPage, edit } from "./drills.js";

/** The tools that the shipped drill uses; which ones there are is the session's business. */
const tools = {
  all: [
    ..."list_alerts query_metrics search_logs list_traces get_trace show_topology".split(" "),
    ..."list_deploys read_runbook acknowledge_page declare_incident assign_role".split(" "),
    ..."post_status send_message escalate restart_service scale_service roll_back".split(" "),
    ..."take_hint wait finish".split(" "),
  ],
  always: ["wait", "finish"],
};

function linesAfter(file: string, from: string, to: string): string[] {
  const folder = copyOfFirstPage();
  edit(folder, file, from, to);
  return lintDrill(folder, tools).problems.map(({ line }) => line.replaceAll(`${folder}/`, ""));
}

test("the shipped drill is clean", () => {
  const folder = copyOfFirstPage();
  const { drill, problems } = lintDrill(folder, tools);
  expect(problems.map(({ line }) => line)).toEqual([]);
  expect(drill).toEqual(loadDrill(folder));
});

test("a folder that does not load gives the reasons and no drill", () => {
  const folder = copyOfFirstPage();
  writeFileSync(join(folder, "drill.yaml"), "id: first-page\n");
  const { drill, problems } = lintDrill(folder, tools);
  expect(drill).toBeNull();
  expect(problems.length).toBeGreaterThan(5);
});

test("each slip is found, with file, line, key and remedy", () => {
  const slips: [file: string, from: string, to: string][] = [
    ["drill.yaml", "  - show_topology\n", "  - show_topolgy\n"],
    ["drill.yaml", "  - roll_back\n", "  - roll_back: { services: [chekout] }\n"],
    ["drill.yaml", "  - roll_back\n", "  - roll_back: { service: [checkout] }\n"],
    ["drill.yaml", "  - roll_back\n", ""],
    ["drill.yaml", 'at: "09:26", service: search', 'at: "09:27", service: search'],
    [
      "drill.yaml",
      '  - id: escalation-commerce\n    at: "09:35:00"\n',
      '  - id: x\n    at: "09:35:00"\n    unhealthy: shop\n',
    ],
    ["drill.yaml", "a newsletter went out at nine", "4,000 newsletters went out at 09:00"],
    [
      "drill.yaml",
      "come in at {{metric rate shoppers 1 min}}",
      "come in at {{metric rates shoppers 1 min}}",
    ],
    ["drill.yaml", "title: Your first page", "title: A bad deploy"],
    ["drill.yaml", "order summary shows taxes by rate", "canary-gold-first-page-7c41"],
    [
      "runbooks/checkout-errors.md",
      "Then tell customers.",
      "Rolling back\ncheckout helps, rolling back checkout.",
    ],
    ["players/reference.yaml", "{ tool: list_deploys }", "{ tool: set_flag, input: {} }"],
    [
      "players/reference.yaml",
      "{ indicator: checkout, healthy: true }",
      "{ indicator: checkouts }",
    ],
    ["players/reference.yaml", "{ wait: page, atMost: 2 min }", "{ wait: { alert: errors } }"],
    ["system.yaml", "timeline:\n", "flags: { dark-mode: off }\n\ntimeline:\n"],
  ];
  expect(slips.map(([file, from, to]) => linesAfter(file, from, to))).toMatchInlineSnapshot(`
    [
      [
        "error: there is no tool "show_topolgy", drill.yaml:109 tools[5], did you mean "show_topology"? [action-unknown]",
      ],
      [
        "error: there is no service "chekout", drill.yaml:120 tools[16].roll_back.services[0], did you mean "checkout"? [name-unknown]",
      ],
      [
        "error: unknown key "service", drill.yaml:120 tools[16].roll_back.service, did you mean "services"? [key-unknown]",
      ],
      [
        "error: the drill does not offer the tool "roll_back", players/reference.yaml:17 steps[8].tool, add it to tools or leave the step out [tool-not-offered]",
      ],
      [
        "error: the deploy list and the timeline disagree about r64 of search at 09:26:00, drill.yaml:89 deploys, give both the same entry [deploy-mismatch]",
        "error: the deploy list and the timeline disagree about r64 of search at 09:27:00, drill.yaml:91 deploys[2], give both the same entry [deploy-mismatch]",
      ],
      [],
      [
        "error: the text states "4,000", drill.yaml:71 escalation[1].text, take the figure from the simulation with a template such as {{indicator NAME}} [number-literal]",
      ],
      [
        "error: the template "metric rates shoppers 1 min" cannot be read, drill.yaml:15 briefing, did you mean "rate"? [template-malformed]",
      ],
      [
        "error: players would see the gold term "bad deploy", drill.yaml:2 title, say it without the cause, or move it to the debrief [gold-visible]",
      ],
      [
        "error: players would see the gold term "canary-gold-first-page-7c41", drill.yaml:90 deploys[1].summary, say it without the cause, or move it to the debrief [gold-visible]",
      ],
      [
        "error: players would see the gold term "rolling back checkout", runbooks/checkout-errors.md:34, say it without the cause, or move it to the debrief [gold-visible]",
      ],
      [
        "error: the drill does not offer the tool "set_flag", players/reference.yaml:9 steps[5].tool, add it to tools or leave the step out [tool-not-offered]",
      ],
      [
        "error: there is no indicator "checkouts", players/reference.yaml:18 steps[9].wait.indicator, did you mean "checkout"? [name-unknown]",
      ],
      [
        "error: there is no alert "errors", players/reference.yaml:3 steps[0].wait.alert, use one of checkout-errors, search-slow, orders-database-busy [name-unknown]",
      ],
      [
        "error: no call is skipped by the flag "dark-mode", system.yaml:85 flags.dark-mode, remove it or name it in a skip [flag-unused]",
      ],
    ]
  `);
});

test("words are read by items and criteria that exist, and claims are of what can be done", () => {
  const phases = `phases:
  - { id: only, title: Only, minutes: 1, item: first-page/phase-1 }
postmortem: { item: bank-api-cascade/postmortems }
claims:
  item: bank-api-cascade/claims
  truths:
    rolled-back: { anyOf: [{ tool: roll_bak }] }
    set-flags: { anyOf: [{ tool: roll_back }] }
    order-first: { firstAlert: order-503 }

gold:
`;
  expect(linesAfter("drill.yaml", "gold:\n", phases)).toEqual([
    expect.stringMatching(/no item "first-page\/phase-1", drill.yaml:\d+ phases\[0\]\.item/),
    expect.stringMatching(/no item "bank-api-cascade\/postmortems", .* did you mean/),
    expect.stringMatching(/no tool "roll_bak", .*truths\.rolled-back, did you mean "roll_back"/),
    expect.stringMatching(/no criterion "set-flags", .* did you mean "set-flag"/),
    expect.stringMatching(/no alert "order-503", .*truths\.order-first/),
  ]);
  const said = (criterion: string) =>
    linesAfter(
      "rubric.yaml",
      "did: { tool: declare_incident, input: { severity: [SEV-1, SEV-2] }, before: mitigated }",
      `all: [not: { said: { item: bank-api-cascade/phase-1, criterion: ${criterion} } }]`,
    );
  expect(said("take-command")).toEqual([]);
  expect(said("take-comand")).toEqual([
    expect.stringMatching(/no criterion "take-comand", rubric.yaml:\d+ .*did you mean/),
  ]);
});

describe("figures in texts", () => {
  const problemsOf = (text: string) =>
    linesAfter("drill.yaml", "Nothing open from the night.", text).length;

  test.each([
    ["times of day", "Since 09:21, or 09:21:30.", 0],
    ["severities", "This is a SEV-2.", 0],
    ["names of the system", "I shipped r119 and r64.", 0],
    ["templates", "{{users shoppers failed 5 min}} failed.", 0],
    ["plain figures", "About 12 % fail.", 1],
    ["names of metrics", "The p99 is up.", 0],
    ["figures glued to words", "It takes 5s.", 1],
    ["severities that do not exist", "This is a SEV-9.", 1],
  ])("%s", (_, text, count) => {
    expect(problemsOf(text)).toBe(count);
  });
});
