import { clockText, type Drill } from "../../drill/drill.js";
import {
  changedBy,
  type Desk,
  type Entry,
  encodeLine,
  registry,
  type Session,
} from "../../session/index.js";
import type { Subject } from "../../world/index.js";
import type { EntryView } from "../api/documents.js";
import type { NewEntry } from "./protocol.js";
import { arrowName, partsOf } from "./system-map.js";

/** An act as lists and maps show it. */
export function entryViewOf(desk: Desk, entry: Entry): EntryView {
  const { entry: number, atUs, seat, tool, input } = entry;
  const { title, group } = registry.find(({ name }) => name === tool)!;
  return {
    entry: number,
    atUs,
    clock: clockText(desk.drill, atUs),
    seat,
    tool,
    title,
    group,
    input: input as EntryView["input"],
    changed: changedBy(entry),
    on: touchedBy(desk, entry),
  };
}

/** An act that was just taken in a session, for the store and for those who asked for it. */
export function newEntryOf(
  session: Session,
  entry: Entry,
  observation: unknown,
  proof: boolean,
): NewEntry {
  return {
    stored: {
      entry: entry.entry,
      atUs: entry.atUs,
      line: encodeLine(entry),
      observation: JSON.stringify(observation),
    },
    view: entryViewOf(session.desk, entry),
    chain: entry.chain,
    worldHash: proof ? session.view().worldHash() : null,
  };
}

/** The boxes and arrows that an input names. */
function touchedBy({ drill, vocabulary }: Desk, { input }: Entry): string[] {
  const touched = new Set<string>();
  const name = (key: string): string | null =>
    typeof input[key] === "string" ? (input[key] as string) : null;
  for (const key of ["service", "call", "route", "of"]) {
    for (const subject of subjectsNamed(name(key))) {
      for (const part of partsOf(drill.system, subject)) touched.add(part);
    }
  }
  for (const part of partsOfAlert(drill, name("alert"))) touched.add(part);
  for (const part of callsSkippedBy(drill, name("flag"))) touched.add(part);
  return [...touched];

  /** What is written in a field: one subject's name, or a star for all of its kind. */
  function subjectsNamed(written: string | null): Subject[] {
    const all = [...vocabulary.subjects];
    if (written !== "*") return all.filter(([of]) => of === written).map(([, subject]) => subject);
    const kind = name("call") === "*" ? "call" : "source";
    return all.map(([, subject]) => subject).filter(({ of }) => of === kind);
  }
}

/** The boxes and arrows that an alert's rule measures. */
export function partsOfAlert({ system }: Drill, alert: string | null): string[] {
  const rule = system.alerts.find(({ name }) => name === alert);
  return rule ? partsOf(system, rule.subject) : [];
}

/** A flag stands on the arrows that it switches off; the topology says so as well. */
function callsSkippedBy({ system }: Drill, flag: string | null): string[] {
  return system.calls
    .filter(({ skip }) => skip !== null && skip.flag === flag)
    .map(({ from, to }) => arrowName(from, to, null));
}
