import { pagesOf } from "./pages.js";
import type { Ask } from "./queries/index.js";
import type { ExportLine } from "./store.js";

/**
 * Everything about one player. It is read piece by piece, so that other calls get their turns; an entry that is
 * appended meanwhile is left out, so that each journal is as long as its session says.
 */
export async function* exportOf(ask: Ask, id: string): AsyncGenerator<ExportLine> {
  const player = await ask("player", id);
  if (player === null) return;
  yield { kind: "player", player };
  for (let after = 0; ; ) {
    const found = await ask("sessionAfter", id, after);
    if (found === null) return;
    after = found.ordinal;
    const { header, ...session } = found.session;
    yield { kind: "session", session, rating: await ask("rating", session.id) };
    yield { kind: "journal", session: session.id, line: header };
    for await (const page of pagesOf(ask, session.id, 1)) {
      for (const { entry, line } of page) {
        if (entry <= session.entries) yield { kind: "journal", session: session.id, line };
      }
      if (page.at(-1)!.entry >= session.entries) break;
    }
    const result = session.status === "done" ? await ask("result", session.id) : null;
    if (result === null) continue;
    yield { kind: "journal", session: session.id, line: result.footer };
    yield { kind: "debrief", session: session.id, debrief: JSON.parse(result.debrief) };
  }
}
