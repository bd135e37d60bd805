/** Runs in the states that screens are looked at in: one that goes on and stands still, and one that is over. */
import type { BrowserContext } from "playwright-core";
import { patienceMilliseconds } from "./stage.js";

export interface Runs {
  /** Paused after its first alert, with an act of the player's. */
  live: string;
  /** Over, with a debrief. */
  done: string;
  /** The large drill, paused at its beginning. */
  large: string;
  /** The path of the shared debrief of the run that is over. */
  shared: string;
}

export class Asker {
  constructor(
    private readonly context: BrowserContext,
    /** As a page of the server's own would send it; a cookie alone changes nothing. */
    private readonly origin: string,
  ) {}

  async begin(drill: string, speed: string): Promise<string> {
    const { session } = await this.ask("POST", "/sessions", { drill, seed: 1, speed });
    return session.id;
  }

  act(session: string, tool: string, input: object = {}) {
    return this.ask("POST", `/sessions/${session}/actions`, { tool, input });
  }

  // biome-ignore lint/suspicious/noExplicitAny: documents of every form come through here.
  async ask(method: "GET" | "POST", path: string, data?: object): Promise<any> {
    const address = `/api/v1${path}`;
    const response = await this.context.request.fetch(address, {
      method,
      timeout: patienceMilliseconds,
      headers: { origin: this.origin },
      ...(data !== undefined && { data }),
    });
    if (!response.ok()) throw new Error(`${method} ${path}: ${await response.text()}`);
    return await response.json();
  }

  async untilDone(session: string): Promise<void> {
    const deadline = Date.now() + 2 * patienceMilliseconds;
    for (;;) {
      const { session: now } = await this.ask("GET", `/sessions/${session}`);
      if (now.status === "done") return;
      if (Date.now() > deadline) throw new Error(`${session} is still ${now.status}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Acts until something is so; nobody need watch the run meanwhile. */
  async untilAlert(session: string): Promise<void> {
    const deadline = Date.now() + 2 * patienceMilliseconds;
    for (;;) {
      const { observation } = await this.act(session, "list_alerts");
      if (JSON.stringify(observation.result ?? observation).includes('"firing"')) return;
      if (Date.now() > deadline) throw new Error("no alert has fired");
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** A run of the small drill in which somebody took the page and paused. */
export async function pausedRun(asker: Asker): Promise<string> {
  const session = await asker.begin("first-page", "10x");
  await asker.untilAlert(session);
  await asker.act(session, "acknowledge_page", { alert: "checkout-errors" });
  await asker.act(session, "scale_service", { service: "storefront", replicas: 3 });
  // Marks stand where measurements do, which end some simulated seconds later.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await asker.act(session, "set_speed", { speed: "paused" });
  return session;
}

/** A run of the small drill that was played badly and is over. */
export async function finishedRun(asker: Asker): Promise<string> {
  const session = await asker.begin("first-page", "10x");
  await asker.untilAlert(session);
  await asker.act(session, "acknowledge_page", { alert: "checkout-errors" });
  await asker.act(session, "roll_back", { service: "checkout" });
  await asker.act(session, "finish");
  await asker.untilDone(session);
  return session;
}

export async function prepareRuns(asker: Asker): Promise<Runs> {
  const large = await asker.begin("bank-api-cascade", "1x");
  const done = await finishedRun(asker);
  const live = await pausedRun(asker);
  await asker.act(large, "set_speed", { speed: "paused" });
  const { path: shared } = await asker.ask("POST", `/sessions/${done}/share`);
  return { live, done, large, shared };
}
