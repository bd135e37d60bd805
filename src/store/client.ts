import { problem } from "../drill/problem.js";
import { exportOf } from "./export.js";
import { pagesOf } from "./pages.js";
import type { Ask, QueryName, QueryParameters } from "./queries/index.js";
import type { Store, StoredEntry } from "./store.js";

/** What a store does around its queries; where the database runs is this object's secret. */
export interface Backend {
  ask: Ask;
  backup(path: string): Promise<void>;
  /** Called once, when nothing is asked any more. */
  close(): Promise<void>;
}

/** The store's interface over a backend: the same for a database in this thread, in another, or on a server. */
export function storeOver(backend: Backend): Store {
  const pending = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  /** Keeps count of what must be over before the backend may close. */
  async function track<Value>(work: () => Promise<Value>): Promise<Value> {
    if (closing !== null) throw problem("store-failed", { reason: "it is closed" });
    const running = work();
    pending.add(running);
    try {
      return await running;
    } finally {
      pending.delete(running);
    }
  }
  const ask: Ask = (name, ...parameters) => track(() => backend.ask(name, ...parameters));
  const asking =
    <Name extends QueryName>(name: Name) =>
    (...parameters: QueryParameters<Name>) =>
      ask(name, ...parameters);

  return {
    playerByToken: asking("playerByToken"),
    createPlayer: asking("createPlayer"),
    deletePlayer: asking("deletePlayer"),
    createSession: asking("createSession"),
    session: asking("session"),
    sessionsOf: asking("sessionsOf"),
    deleteSession: asking("deleteSession"),
    append: asking("append"),
    entry: asking("entry"),
    setStatus: asking("setStatus"),
    finish: asking("finish"),
    result: asking("result"),
    rate: asking("rate"),
    rating: asking("rating"),
    share: asking("share"),
    unshare: asking("unshare"),
    sharedSession: asking("sharedSession"),
    async entries(session, from = 1) {
      const entries: StoredEntry[] = [];
      for await (const page of pagesOf(ask, session, from)) entries.push(...page);
      return entries;
    },
    export: (player) => exportOf(ask, player),
    backup: (path) => track(() => backend.backup(path)),
    close() {
      closing ??= Promise.allSettled(pending).then(() => backend.close());
      return closing;
    },
  };
}
