/** Reads cast.yaml and checks every name in it against the drill. */
import { criteriaOf, itemNames } from "../text/catalogue.js";
import { type Cast, type CastCondition, type CastReply, castFileSchema } from "./cast-schema.js";
import type { Drill } from "./drill.js";
import { suggest } from "./suggest.js";
import { type Path, YamlFile } from "./yaml-file.js";

type CastNames = Pick<
  Drill,
  "people" | "channels" | "roles" | "phases" | "indicators" | "hints" | "tools"
>;

/** Throws a Problem with file, line and key for each name that leads nowhere. */
export function parseCast(names: CastNames, text: string, fileName: string): Cast {
  const file = YamlFile.read(text, fileName);
  const cast = file.check(castFileSchema);
  new CastChecker(names, cast, file).check();
  file.throwProblems();
  return cast;
}

/** Every reply with its place in the file, and where it stands in its list. */
export function repliesOf(
  cast: Cast,
): { reply: CastReply; path: Path; index: number; count: number; topic: string }[] {
  const lists = [
    ...(["topics", "mentions", "courtesies"] as const).flatMap((section) =>
      cast[section].map(({ replies, hears }, index) => ({
        replies,
        path: [section, index, "replies"] as Path,
        topic: hears.join(", "),
      })),
    ),
    ...Object.entries(cast.called).map(([person, replies]) => ({
      replies,
      path: ["called", person] as Path,
      topic: `a page to ${person}`,
    })),
  ];
  return lists.flatMap(({ replies, path, topic }) =>
    replies.map((reply, index) => ({
      reply,
      path: [...path, index],
      index,
      count: replies.length,
      topic,
    })),
  );
}

class CastChecker {
  private readonly criteria: readonly string[];

  constructor(
    private readonly names: CastNames,
    private readonly cast: Cast,
    private readonly file: YamlFile,
  ) {
    this.criteria = criteriaOf(cast.item) ?? [];
  }

  check(): void {
    const { cast } = this;
    this.known("item", cast.item, itemNames, ["item"]);
    if (!itemNames.includes(cast.item)) return;
    this.person(cast.commander, ["commander"]);
    this.listeners();
    for (const section of ["topics", "mentions", "courtesies"] as const) {
      for (const [index, { hears }] of cast[section].entries()) {
        for (const criterion of hears) this.heard(criterion, [section, index, "hears"]);
      }
    }
    for (const person of Object.keys(cast.called)) this.person(person, ["called", person], true);
    for (const { reply, path } of repliesOf(cast)) this.reply(reply, path);
    this.hints();
    this.phases();
    for (const [index, { if: condition, answer }] of cast.followUps.entries()) {
      this.condition(condition, ["followUps", index, "if"]);
      this.heard(answer, ["followUps", index, "answer"]);
    }
  }

  private listeners(): void {
    const { channels } = this.names;
    for (const [channel, { from }] of Object.entries(this.cast.listeners)) {
      this.known("channel", channel, channels, ["listeners", channel], true);
      this.person(from, ["listeners", channel, "from"]);
    }
    for (const channel of channels) {
      if (channel in this.cast.listeners) continue;
      this.file.note("key-missing", { key: channel }, ["listeners"]);
    }
  }

  private reply({ from, if: condition, takes }: CastReply, path: Path): void {
    this.person(from, [...path, "from"]);
    this.condition(condition, [...path, "if"]);
    if (takes !== undefined) this.known("role", takes, this.names.roles, [...path, "takes"]);
  }

  private hints(): void {
    const { hints } = this.cast;
    if (!hints) return;
    for (const key of ["hears", "agrees", "declines"] as const) {
      this.heard(hints[key], ["hints", key]);
    }
    for (const [criterion, topic] of Object.entries(hints.about)) {
      this.heard(criterion, ["hints", "about", criterion], true);
      this.hintTopic(topic, ["hints", "about", criterion]);
    }
  }

  private phases(): void {
    for (const [id, { probes, item }] of Object.entries(this.cast.phases)) {
      const path = ["phases", id];
      if (item !== undefined) this.known("item", item, itemNames, [...path, "item"]);
      this.known(
        "phase",
        id,
        this.names.phases.map((phase) => phase.id),
        path,
        true,
      );
      const criteria = this.criteriaOfPhase(id);
      for (const [index, probe] of probes.entries()) {
        this.known("criterion", probe.for, criteria, [...path, "probes", index, "for"]);
      }
    }
  }

  private condition(condition: CastCondition | undefined, path: Path): void {
    if (!condition) return;
    const { names } = this;
    const phases = names.phases.map(({ id }) => id);
    const indicators = names.indicators.map((indicator) => indicator.name);
    for (const id of condition.phase ?? []) this.known("phase", id, phases, [...path, "phase"]);
    for (const key of ["healthy", "unhealthy"] as const) {
      const indicator = condition[key];
      if (indicator !== undefined) this.known("indicator", indicator, indicators, [...path, key]);
    }
    if (condition.done) {
      const tools = names.tools.map((tool) => tool.name);
      this.known("tool", condition.done.tool, tools, [...path, "done", "tool"]);
    }
    if (condition.agreed !== undefined) {
      const agreements = repliesOf(this.cast).flatMap(({ reply }) => reply.agrees ?? []);
      this.known("agreement", condition.agreed, agreements, [...path, "agreed"]);
    }
    for (const saying of condition.said ?? []) {
      const [phase = "", criterion = ""] = saying.split(".");
      this.known("phase", phase, phases, [...path, "said"]);
      if (!phases.includes(phase)) continue;
      this.known("criterion", criterion, this.criteriaOfPhase(phase), [...path, "said"]);
    }
    for (const criterion of condition.heard ?? []) this.heard(criterion, [...path, "heard"]);
    if (condition.hint) this.hintTopic(condition.hint.topic, [...path, "hint", "topic"]);
    this.condition(condition.not, [...path, "not"]);
    for (const [index, one] of (condition.any ?? []).entries()) {
      this.condition(one, [...path, "any", index]);
    }
  }

  private criteriaOfPhase(id: string): readonly string[] {
    const phase = this.names.phases.find((known) => known.id === id);
    const item = phase?.item ?? this.cast.phases[id]?.item;
    return item === undefined ? [] : (criteriaOf(item) ?? []);
  }

  private heard(criterion: string, path: Path, key = false): void {
    this.known("criterion", criterion, this.criteria, path, key);
  }

  private hintTopic(topic: string, path: Path): void {
    this.known(
      "hint topic",
      topic,
      this.names.hints.map((ladder) => ladder.topic),
      path,
    );
  }

  private person(id: string, path: Path, key = false): void {
    this.known(
      "person",
      id,
      this.names.people.map((person) => person.id),
      path,
      key,
    );
  }

  private known(
    kind: string,
    written: string,
    known: readonly string[],
    path: Path,
    key = false,
  ): void {
    if (known.includes(written)) return;
    const suggestion = suggest(written, known);
    this.file.note("name-unknown", { kind, name: written, suggestion }, path, key);
  }
}
