import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { resultInWords } from "../../act/result-words.js";
import { readEntry } from "../../api/documents.js";
import type { LiveSession } from "../../live/live-session.js";
import { useRun } from "../../live/use-live.js";

/** The hints that were taken. The server keeps what each said, so that a reload does not cost it again. */
export function Hints({ live }: { live: LiveSession }) {
  const entries = useRun((run) => run.entries);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button that took the hint is gone, and what it gave is here.
    if (document.activeElement === document.body) list.current?.focus();
  }, []);
  const taken = entries.filter(({ tool }) => tool === "take_hint");
  return (
    <section
      ref={list}
      className="hints channel-log"
      tabIndex={-1}
      aria-label="Hints that you took"
    >
      {taken.map(({ entry, clock }) => (
        <Hint key={entry} session={live.id} entry={entry} clock={clock} />
      ))}
    </section>
  );
}

function Hint({ session, entry, clock }: { session: string; entry: number; clock: string }) {
  const { data, isError, refetch } = useQuery({
    queryKey: ["entry", session, entry],
    queryFn: () => readEntry(session, entry),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <article className="said">
      <header>
        <strong>Hint</strong>
        <time>{clock}</time>
      </header>
      <p role="status">
        {data
          ? resultInWords("take_hint", data.observation)
          : isError
            ? "It could not be read. "
            : "…"}
        {isError && (
          <button type="button" className="row-link" onClick={() => refetch()}>
            Try again
          </button>
        )}
      </p>
    </article>
  );
}
