/** What the palette offers: every panel, every tool, and every tool with what it would be used on. */
import type { DrillView, ToolView } from "../../server/api/live.js";
import type { Draft } from "./draft.js";
import { fieldsOf } from "./fields.js";
import { optionName } from "./names.js";
import type { Searchable } from "./search.js";
import { subjectField } from "./subject.js";
import { policyMechanisms, toolSynonyms } from "./synonyms.js";

export type PaletteAim =
  | { aim: "panel"; panel: string }
  /** Opens the tool's form with this filled in and the cursor in this field. */
  | { aim: "act"; tool: string; draft: Draft; focus: string | null };

export interface PaletteItem extends Searchable {
  /** In which part of the list it stands. */
  section: "Go to" | "Look" | "Change" | "Tell" | "Run";
  /** What it does, in a few words. */
  hint: string;
  aim: PaletteAim;
  /** Why it cannot be done now; null when it can. */
  idle: string | null;
}

const sections = { observe: "Look", operate: "Change", communicate: "Tell", run: "Run" } as const;

/** Verbs for a tool with its subject, where the title with a name behind it would read badly. */
const verbs: Readonly<Record<string, (subject: string) => string>> = {
  restart_service: (subject) => `Restart ${subject}`,
  scale_service: (subject) => `Scale ${subject}`,
  roll_back: (subject) => `Roll back ${subject}`,
  block_calls: (subject) => `Block calls ${subject}`,
  shed_load: (subject) => `Shed load of ${subject}`,
  shift_traffic: (subject) => `Shift traffic of ${subject}`,
  acknowledge_page: (subject) => `Acknowledge ${subject}`,
  escalate: (subject) => `Escalate to ${subject}`,
  send_message: (subject) => `Write to ${subject}`,
  assign_role: (subject) => `Assign ${subject}`,
  read_runbook: (subject) => `Read runbook ${subject}`,
  search_logs: (subject) => `Search logs of ${subject}`,
  list_traces: (subject) => `Traces of ${subject}`,
};

/** Acts come first, since they are what the palette is opened for; places and looks have keys of their own. */
const order: readonly PaletteItem["section"][] = ["Change", "Tell", "Run", "Go to", "Look"];

/** `idle` says why an act with this filled in would change nothing now. */
export function paletteItems(
  panels: readonly { id: string; title: string; words?: string }[],
  tools: readonly ToolView[],
  drill: Pick<DrillView, "people">,
  idle: (tool: string, draft: Draft) => string | null = () => null,
): PaletteItem[] {
  const goTo = panels.map(({ id, title, words = "" }) => ({
    id: `panel:${id}`,
    title,
    words: `go to show ${words}`,
    section: "Go to" as const,
    hint: "",
    aim: { aim: "panel" as const, panel: id },
    idle: null,
    specific: false,
  }));
  const items = [...goTo, ...tools.flatMap((tool) => withIdle(itemsOf(tool, drill), idle))];
  return items.sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
}

/** A tool that can be used on nothing at all is as idle as what it would be used on. */
function withIdle(
  [whole, ...parts]: PaletteItem[],
  idle: (tool: string, draft: Draft) => string | null,
): PaletteItem[] {
  const reason = ({ aim }: PaletteItem) => (aim.aim === "act" ? idle(aim.tool, aim.draft) : null);
  const judged = parts.map((item) => ({ ...item, idle: reason(item) }));
  const [first] = judged;
  const isUseless = first?.idle != null && judged.every((item) => item.idle !== null);
  return [{ ...whole!, idle: reason(whole!) ?? (isUseless ? first.idle : null) }, ...judged];
}

function itemsOf(tool: ToolView, drill: Pick<DrillView, "people">): PaletteItem[] {
  const item = (
    id: string,
    title: string,
    words: string,
    draft: Draft,
    focus: string | null,
  ): PaletteItem => ({
    id,
    title,
    words: `${tool.name} ${toolSynonyms[tool.name] ?? ""} ${words}`,
    section: sections[tool.group],
    hint: tool.description,
    aim: { aim: "act", tool: tool.name, draft, focus },
    idle: null,
    specific: id !== tool.name,
  });

  const items = [item(tool.name, tool.title, "", {}, null)];
  const subject = subjectField(fieldsOf(tool.inputSchema));
  const isPolicy = tool.name === "set_call_policy";
  if (isPolicy) {
    for (const { field, title, words } of policyMechanisms) {
      items.push(item(`${tool.name}:${field}`, `${title} of a call`, words, {}, field));
    }
  }
  for (const option of subject?.options ?? []) {
    const name = optionName(subject!.path, option, drill);
    const draft = { [subject!.path]: option };
    if (isPolicy) {
      for (const { field, title, words } of policyMechanisms) {
        const id = `${tool.name}:${field}:${option}`;
        items.push(item(id, `${title}: ${name}`, `${words} ${option}`, draft, field));
      }
    } else if (tool.name === "set_flag") {
      for (const on of ["on", "off"]) {
        const chosen = { ...draft, on: String(on === "on") };
        items.push(
          item(`${tool.name}:${option}:${on}`, `Switch ${option} ${on}`, "", chosen, null),
        );
      }
    } else {
      const verb = verbs[tool.name];
      const title = verb ? verb(name) : `${tool.title}: ${name}`;
      items.push(item(`${tool.name}:${option}`, title, option, draft, null));
    }
  }
  return items;
}
