import { clockText } from "../../drill/drill.js";
import { asProblem, problem } from "../../drill/problem.js";
import { suggest } from "../../drill/suggest.js";
import { playerSeat } from "../../players/index.js";
import {
  type Delivery,
  type Entry,
  paceOf,
  type Session,
  type ToolDescription,
  type WallClock,
  writePostmortem,
} from "../../session/index.js";
import { parseAction } from "../action-text.js";
import { percent } from "../render/figures.js";
import { renderResult } from "../render/result.js";
import { fold } from "../render/table.js";
import { aliases } from "./aliases.js";
import { complete, ownCommands } from "./completion.js";
import { helpPage, toolHelp } from "./help.js";
import { messageTyped } from "./say.js";

export interface WarRoomOptions {
  /** A session on a wall clock. */
  session: Session;
  clock: WallClock;
  columns: number;
  /** Called for each action that was taken. */
  onEntry: (entry: Entry) => void;
}

/** The users of the last half minute tell how bad it is now. */
const presentUs = 30_000_000;

/** The war room of one person: what they type goes in, what they should read comes out. */
export class WarRoom {
  private readonly tools: readonly ToolDescription[];
  /** Messages that were shown already. */
  private shown = 0;
  private left = false;
  /** The speed while no act has set one. */
  private readonly standardSpeed: number;

  constructor(private readonly options: WarRoomOptions) {
    this.tools = options.session.desk.describe();
    this.standardSpeed = options.clock.speed;
    this.keepPace();
  }

  /** True when there is nothing more to do: the run has ended or the person has left. */
  get over(): boolean {
    return this.left || this.options.session.ended;
  }

  get prompt(): string {
    const { session } = this.options;
    const failing = this.failingShare();
    const users = failing === null ? "no users" : `${percent(failing)} of users fail`;
    const stands = this.options.clock.speed === 0 ? "  (the clock stands)" : "";
    return `${clockText(session.drill, session.nowUs)}${stands}  ${users} > `;
  }

  /** What a person reads on entering. */
  welcome(): string {
    const { session, columns } = this.options;
    const { title, severity, briefing, ends } = session.opening;
    const looks = this.tools.some(({ name }) => name === aliases.status);
    const status = looks ? ", status to see the system" : "";
    const lines = [
      `${title} (${severity})`,
      "",
      ...fold(briefing.trim(), columns),
      "",
      `It ends by itself at ${ends}. Type help for the commands${status}${this.talkHelp()}.`,
      ...this.phaseLines(),
    ];
    return `${lines.join("\n")}\n${this.news()}`;
  }

  private talkHelp(): string {
    const answers = this.options.session.drill.cast !== null;
    return answers ? ", say and a few words to talk to the room" : "";
  }

  /** What the first phase is for. */
  private phaseLines(): string[] {
    const { session, columns } = this.options;
    const { title, purpose } = session.drill.phases[session.room.phase] ?? {};
    if (title === undefined || purpose === undefined) return [];
    return ["", ...fold(`${title}. ${purpose}`, columns)];
  }

  /** Lets the wall's time pass in the session; what came meanwhile. */
  async passTime(): Promise<string> {
    const { session, clock } = this.options;
    if (clock.nowUs > session.nowUs) await session.catchUp(clock.nowUs);
    return this.news();
  }

  /** Does what a line says; what a person should read then. */
  async enter(line: string): Promise<string> {
    const [, command = "", rest = ""] = /^\s*(\S*)\s*(.*)$/s.exec(line) ?? [];
    const news = await this.passTime();
    if (command === "" || this.over) return news;
    try {
      return news + (await this.execute(command, rest));
    } catch (thrown) {
      return `${news}${asProblem(thrown).line}\n`;
    }
  }

  complete(line: string): [string[], string] {
    return complete(line, this.tools);
  }

  private async execute(command: string, rest: string): Promise<string> {
    switch (command) {
      case "help":
        return this.help(rest.trim());
      case "draft":
        return this.draft();
      case "quit":
        this.left = true;
        return "";
      default:
        return this.act(command, rest);
    }
  }

  private async act(command: string, rest: string): Promise<string> {
    const { session, clock, onEntry } = this.options;
    const tool = this.toolNamed(command).name;
    const typed = tool === "send_message" ? messageTyped(rest, this.tools) : null;
    const input = typed ?? parseAction(`${tool} ${rest}`, this.tools).input;
    const atUs = Math.max(session.nowUs, clock.nowUs);
    const acted = await session.act({ seat: playerSeat, tool, input, atUs });
    clock.skipTo(session.nowUs);
    this.keepPace();
    if (!acted.ok) throw acted.problem;
    onEntry(acted.entry);
    const answer = typed
      ? this.message({ atUs: acted.entry.atUs, from: "you", ...typed })
      : renderResult(tool, acted.observation.result);
    // Who has left hears no more.
    return tool === "finish" ? answer : answer + this.news();
  }

  /** Makes the clock go as the run's acts and its phase want it. */
  private keepPace(): void {
    const { session, clock } = this.options;
    clock.setSpeed(paceOf(session.drill, session.room, this.standardSpeed).speed);
  }

  /** A postmortem for people to fill in, as they would type it. */
  private draft(): string {
    const { name } = this.toolNamed(writePostmortem.name);
    const timeline = this.options.session.draftTimeline();
    const draft = { summary: "", impact: "", timeline, causes: [], actions: [] };
    return `${name} ${JSON.stringify(draft)}\n`;
  }

  private help(command: string): string {
    const { columns } = this.options;
    return command === "" ? helpPage(this.tools) : toolHelp(this.toolNamed(command), columns);
  }

  private toolNamed(command: string): ToolDescription {
    const name = Object.hasOwn(aliases, command) ? aliases[command] : command;
    const tool = this.tools.find((candidate) => candidate.name === name);
    if (tool) return tool;
    const known = [...this.tools.map((candidate) => candidate.name), ...ownCommands];
    const suggestion = `${suggest(command, known)} (help lists all commands)`;
    throw problem("name-unknown", { kind: "command", name: command, suggestion });
  }

  private news(): string {
    const { deliveries } = this.options.session.view();
    const fresh = deliveries.slice(this.shown);
    this.shown = deliveries.length;
    return fresh.map((delivery) => this.message(delivery)).join("");
  }

  private message({
    atUs,
    from,
    channel,
    text,
  }: Pick<Delivery, "atUs" | "from" | "channel" | "text">): string {
    const { session, columns } = this.options;
    const place = channel === "page" ? "PAGE" : `#${channel}`;
    const lines = fold(text.trim(), columns - 2).map((line) => `  ${line}\n`);
    return `${clockText(session.drill, atUs)}  ${place}  ${from}\n${lines.join("")}`;
  }

  private failingShare(): number | null {
    const { telemetry } = this.options.session.view();
    const toUs = telemetry.closedUntilUs;
    const { succeeded, failed, abandoned } = telemetry.users(null, null, toUs - presentUs, toUs);
    const ended = succeeded + failed + abandoned;
    return ended === 0 ? null : (failed + abandoned) / ended;
  }
}
