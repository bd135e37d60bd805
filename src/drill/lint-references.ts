/** Whether the parts of a drill fit each other and its system. */
import { clockText, type Drill } from "./drill.js";
import { suggest } from "./suggest.js";
import { subjects } from "./system/subject.js";
import type { YamlFile } from "./yaml-file.js";

/** Doing nothing must visibly make things worse. */
const fewestEscalations = 3;

export function lintReferences(drill: Drill, file: YamlFile, tools: readonly string[]): void {
  lintTools(drill, file, tools);
  lintDeploys(drill, file);
  lintEscalation(drill, file);
  lintPhases(drill, file);
  if (!drill.players.some(({ name }) => name === "reference")) {
    file.note(
      "name-unknown",
      { kind: "player", name: "reference", suggestion: "write players/reference.yaml" },
      [],
    );
  }
}

function lintTools(drill: Drill, file: YamlFile, known: readonly string[]): void {
  const limited = limitable(drill);
  for (const [index, { name, limits }] of drill.tools.entries()) {
    const path = ["tools", index];
    if (!known.includes(name)) {
      file.note("action-unknown", { tool: name, suggestion: suggest(name, known) }, path);
    }
    for (const [kind, names] of Object.entries(limits)) {
      const all = limited.get(kind);
      if (all === undefined) {
        const suggestion = suggest(kind, limited.keys());
        file.note("key-unknown", { key: kind, suggestion }, [...path, name, kind], true);
        continue;
      }
      for (const [place, written] of names.entries()) {
        if (all.includes(written)) continue;
        const values = {
          kind: kind.replace(/s$/, ""),
          name: written,
          suggestion: suggest(written, all),
        };
        file.note("name-unknown", values, [...path, name, kind, place]);
      }
    }
  }
}

/** The kinds of names that a tool can be limited to, with all names of each. */
function limitable(drill: Drill): Map<string, string[]> {
  const { system } = drill;
  const routes = [...subjects(system)].filter(([, subject]) => subject.of === "source");
  const calls = system.calls.map(({ from, to }) => `${from}->${to}`);
  return new Map([
    ["services", system.services.map(({ name }) => name)],
    ["calls", calls],
    ["fallbacks", calls],
    ["routes", routes.map(([name]) => name)],
    ["flags", system.flags.map(({ name }) => name)],
    ["people", drill.people.map(({ id }) => id)],
    ["roles", drill.roles],
    ["channels", drill.channels],
    ["runbooks", drill.runbooks.map(({ name }) => name)],
  ]);
}

/** A release that the timeline changes is one that the deploy list shows at that moment, and the other way round. */
function lintDeploys(drill: Drill, file: YamlFile): void {
  const key = (service: string, release: string, atUs: number) => `${service} ${release} ${atUs}`;
  const listed = new Set(
    drill.deploys.map((deploy) => key(deploy.service, deploy.release, deploy.atUs)),
  );
  const made = new Set<string>();
  for (const { atUs, change } of drill.system.timeline) {
    if (change.change !== "release") continue;
    const { service, release } = change;
    made.add(key(service, release, atUs));
    if (listed.has(key(service, release, atUs))) continue;
    const time = clockText(drill, atUs);
    file.note("deploy-mismatch", { service, release, time }, ["deploys"]);
  }
  for (const [index, { service, release, atUs }] of drill.deploys.entries()) {
    if (atUs < 0 || made.has(key(service, release, atUs))) continue;
    const time = clockText(drill, atUs);
    file.note("deploy-mismatch", { service, release, time }, ["deploys", index]);
  }
}

function lintEscalation(drill: Drill, file: YamlFile): void {
  const count = drill.messages.filter(({ escalation }) => escalation).length;
  if (count >= fewestEscalations) return;
  const values = { things: "escalating messages", count, limit: fewestEscalations };
  file.note("too-few", values, ["escalation"]);
}

/** A switch that does nothing must not look like one that does. */
export function lintFlags(drill: Drill, systemFile: YamlFile): void {
  for (const { name: flag } of drill.system.flags) {
    const read = drill.system.calls.some(({ skip }) => skip?.flag === flag);
    if (!read) systemFile.note("flag-unused", { flag }, ["flags", flag], true);
  }
}

function lintPhases(drill: Drill, file: YamlFile): void {
  const running = drill.phases.filter(({ frozen }) => !frozen);
  const planned = running.reduce((sum, { durationUs }) => sum + durationUs, 0);
  const lasting = drill.endsUs - drill.opensUs;
  if (planned <= lasting) return;
  const from = clockText(drill, drill.opensUs);
  const to = clockText(drill, drill.endsUs);
  file.note("clock-outside", { value: "the end of the last phase", from, to }, ["phases"]);
}
