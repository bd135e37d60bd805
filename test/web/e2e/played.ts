/** A reference plan played through the page by keyboard, and what the run's own journal says about it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { parse } from "yaml";
import { Keyboard } from "./keyboard.js";

const drills = join(import.meta.dirname, "../../../drills");

type Input = Record<string, unknown>;

export interface Step {
  tool?: string;
  input?: Input;
  wait?: unknown;
  at?: string;
}

export interface JournalEntry {
  entry: number;
  tool: string;
  input: Input;
  changed: boolean | null;
}

/** What a calm person on call does, as the drill's own player of reference does it. */
export function referencePlan(drill: string): Step[] {
  return parse(readFileSync(join(drills, drill, "players/reference.yaml"), "utf8")).steps;
}

/** Panels that look at things by themselves, and the keys that open them. */
const panelKeys: Record<string, string> = {
  show_topology: "m",
  query_metrics: "c",
  list_deploys: "d",
};

export class KeyboardPlayer extends Keyboard {
  session = "";
  private readonly seen: JournalEntry[] = [];
  /** Acts after which the focus was nowhere, so that the next key would have done nothing. */
  readonly focusLostAfter: string[] = [];

  constructor(page: Page) {
    super(page);
  }

  /** From the first page into the run. */
  async start(title: string, speed: string): Promise<void> {
    await this.page.goto("/");
    await this.page.getByRole("button", { name: `Start ${title}` }).waitFor();
    await this.pressButton(`Start ${title}`);
    await this.page.waitForURL("**/play/*");
    this.session = new URL(this.page.url()).pathname.split("/")[2] ?? "";
    await this.page.locator(".room-header").waitFor();
    await this.pressButton(/^Speed /);
    await this.arrowTo("ArrowDown", new RegExp(`^${speed}`));
    await this.press("Enter");
    await this.recorded("set_speed", { speed });
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (step.wait !== undefined) await this.wait(step.wait);
      if (step.at !== undefined) await this.untilClock(step.at);
      if (step.tool === undefined) continue;
      await this.take(step.tool, step.input ?? {});
      if (step.tool !== "finish" && (await this.focused()).tag === "body") {
        this.focusLostAfter.push(step.tool);
      }
    }
  }

  async journal(): Promise<string> {
    const response = await this.page.request.get(`/api/v1/sessions/${this.session}/journal`);
    if (!response.ok()) throw new Error(await response.text());
    return await response.text();
  }

  /** What was taken so far; the journal itself is handed out once the run is over. */
  async entries(): Promise<JournalEntry[]> {
    for (;;) {
      const next = `/api/v1/sessions/${this.session}/entries/${this.seen.length + 1}`;
      const response = await this.page.request.get(next);
      if (response.status() === 404) return [...this.seen];
      if (!response.ok()) throw new Error(await response.text());
      this.seen.push((await response.json()).entry);
    }
  }

  private async take(tool: string, input: Input): Promise<void> {
    const before = (await this.entries()).length;
    if (tool === "finish") {
      await this.palette(tool, tool);
      await this.tabTo("Finish", ({ label, inDialog }) => inDialog && label === "Finish");
      await this.press("Enter");
      return;
    }
    if (tool === "search_logs" || tool === "list_traces") {
      // How far back it looks is chosen from a list that need not have the plan's own stretch of time.
      const { window: _, ...asked } = input;
      await this.searchFor(tool, asked);
      return this.recorded(tool, asked, before);
    }
    if (panelKeys[tool] !== undefined) await this.lookAt(tool, input);
    else if (tool === "write_postmortem") await this.writePostmortem(input);
    else await this.act(tool, input);
    const isForm = panelKeys[tool] === undefined;
    await this.recorded(tool, isForm ? input : {}, before);
  }

  /** Through the palette and the form of a tool. */
  private async act(tool: string, input: Input): Promise<void> {
    await this.palette(tool, tool);
    await this.until(`the form of ${tool} is open`, async () => {
      return (await this.page.locator("form.act-form").count()) === 1;
    });
    for (const [field, value] of Object.entries(input)) await this.fillIn(field, value);
    await this.submit();
  }

  /** In its panel. The rows that it begins with give way to those of the plan. */
  private async writePostmortem(input: Input): Promise<void> {
    await this.palette("write_postmortem", "write_postmortem");
    await this.until("the panel has the focus", async () => {
      return (await this.focused()).role === "tabpanel";
    });
    for (const [field, value] of Object.entries(input)) {
      if (Array.isArray(value)) await this.fillRows(field, value);
      else await this.fill(field, String(value).trim());
    }
    await this.pressButton("Write postmortem");
    await this.page
      .locator(".postmortem-answer")
      .getByText(/^Written at/)
      .first()
      .waitFor();
  }

  private async fillRows(list: string, rows: readonly unknown[]): Promise<void> {
    const left = this.page.locator(`.rows-row:has([name^="${list}."])`);
    while ((await left.count()) > 0) {
      const name = await left.first().locator(".rows-remove").getAttribute("aria-label");
      await this.pressButton(name!);
    }
    await this.tabTo(`the button that adds to ${list}`, ({ tag, label }) => {
      return tag === "button" && label.startsWith("Add to ");
    });
    for (const [index, row] of rows.entries()) {
      // The button adds the first row; from then on Enter does, in the row before.
      await this.press("Enter");
      if (typeof row === "string") await this.fill(`${list}.${index}`, row.trim());
      else {
        for (const [name, value] of Object.entries(row as Input))
          await this.fill(`${list}.${index}.${name}`, String(value).trim());
      }
    }
  }

  private async fillIn(field: string, value: unknown): Promise<void> {
    if (typeof value === "object" && value !== null) {
      await this.fill(field, "set");
      for (const [name, inner] of Object.entries(value))
        await this.fill(`${field}.${name}`, `${inner}`);
      return;
    }
    if (field === "fallback") await this.pressButton("More …");
    await this.fill(field, String(value).trim());
  }

  /** Logs and traces are searched in their panels, which keep what is asked for in the address. */
  private async searchFor(tool: string, { service, level, failedOnly }: Input): Promise<void> {
    await this.palette(tool, `${tool}:${service}`);
    await this.until("the panel has the focus", async () => {
      return (await this.focused()).role === "tabpanel";
    });
    if (level !== undefined) {
      await this.tabTo("the levels", ({ tag, value }) => tag === "select" && value === "");
      for (let steps = 0; (await this.focused()).value !== level && steps < 10; steps++) {
        await this.press("ArrowDown");
      }
    }
    if (failedOnly === true) {
      await this.tabTo("Failed only", ({ type }) => type === "checkbox");
      await this.press("Space");
    }
  }

  /** Looking at the map or the deploys is opening them; looking at a chart closely is pressing its title. */
  private async lookAt(tool: string, { of }: Input): Promise<void> {
    await this.leaveFields();
    await this.press("g", panelKeys[tool]!);
    if (tool === "show_topology") await this.press("r");
    if (tool !== "query_metrics") return;
    const region = this.page.locator(`[id="charts-of-${String(of).split(".")[0]}"]`);
    await region.locator("button.chart-title").first().waitFor();
    const name = await region.locator("button.chart-title").first().textContent();
    await this.tabTo(`the chart ${name}`, ({ label, tag }) => {
      return tag === "button" && label.startsWith(`${name}, in `);
    });
    await this.press("Enter");
  }

  /** Keys of one letter are typed where they would be text. */
  private async leaveFields(): Promise<void> {
    await this.tabTo("a place that is no field", ({ tag }) => {
      return !["input", "textarea", "select"].includes(tag);
    });
  }

  private async wait(what: unknown): Promise<void> {
    if (what === "page") {
      await this.page.locator(".timeline-item.is-kind-alert").first().waitFor();
      return;
    }
    // What users feel is told in the header; half a minute of it is what an indicator asks for.
    await this.page.locator(".header-harm strong.is-ok").waitFor();
    const since = secondsOf(await this.clock());
    await this.until(
      "it has stayed healthy",
      async () => secondsOf(await this.clock()) > since + 40,
    );
  }

  private async untilClock(time: string): Promise<void> {
    await this.until(`it is ${time}`, async () => secondsOf(await this.clock()) >= secondsOf(time));
  }

  private async clock(): Promise<string> {
    const text = (await this.page.locator("time.header-clock").textContent()) ?? "";
    return /\d\d:\d\d:\d\d/.exec(text)?.[0] ?? "00:00:00";
  }

  /** Waits until the run has an entry of this tool with this input, after some other. */
  private async recorded(tool: string, input: Input, after = 0): Promise<void> {
    const wanted = Object.entries(input).map(([key, value]) => [key, plain(value)]);
    await this.until(`${tool} ${JSON.stringify(input)} is in the journal`, async () => {
      const entries = (await this.entries()).filter((entry) => entry.entry > after);
      return entries.some(
        (entry) =>
          entry.tool === tool && wanted.every(([key, value]) => plain(entry.input[key!]) === value),
      );
    });
  }
}

/** A value as the journal and the plan can be compared: in one order, numbers as text, without a file's line breaks. */
function plain(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value).trim();
  const members = Object.entries(value).map(([name, inner]) => `${name}: ${plain(inner)}`);
  return `{ ${members.sort().join(", ")} }`;
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}
