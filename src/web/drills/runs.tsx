import { type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { SessionSummary } from "../../server/api/documents.js";
import { deleteSession } from "../api/documents.js";
import { ProblemState } from "../api/problem-state.js";
import { Link } from "../router.js";
import { Badge } from "../ui/badge.js";
import { Button, buttonClass } from "../ui/button.js";
import { Empty, Loading } from "../ui/states.js";
import { VisuallyHidden } from "../ui/visually-hidden.js";
import { whenInWords } from "./when.js";
import "./runs.css";

/** One's own earlier runs: go on, read the debrief, delete. */
export function Runs({ sessions }: { sessions: UseQueryResult<SessionSummary[]> }) {
  const [said, setSaid] = useState("");
  const title = useRef<HTMLHeadingElement>(null);
  const { data } = sessions;
  const onDeleted = (session: SessionSummary) => {
    setSaid(`${session.title} was deleted.`);
    // Its row, and with it the button that had the focus, is gone.
    title.current?.focus();
  };

  return (
    <section className="runs" aria-labelledby="runs-title">
      <h2 id="runs-title" tabIndex={-1} ref={title}>
        Your runs
      </h2>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {sessions.isPending && <Loading what="your runs" />}
      {sessions.isError && (
        <ProblemState
          what="Your runs could not be loaded"
          error={sessions.error}
          onRetry={() => sessions.refetch()}
        />
      )}
      {data?.length === 0 && (
        <Empty
          title="No runs yet"
          text="Every run is kept here: you can go on with it, read its debrief and try a moment again."
        />
      )}
      {data && data.length > 0 && (
        <ul className="run-list">
          {data.map((session) => (
            <Run key={session.id} session={session} onDeleted={() => onDeleted(session)} />
          ))}
        </ul>
      )}
    </section>
  );
}

const verdicts = {
  passed: { tone: "ok", word: "Passed" },
  failed: { tone: "failing", word: "Not passed" },
  incomplete: { tone: "degraded", word: "Not judged in full" },
  error: { tone: "failing", word: "Not scored" },
} as const;

function Run({ session, onDeleted }: { session: SessionSummary; onDeleted: () => void }) {
  const { id, title, status, clock, seed, points, max, verdict, forkedFrom } = session;
  const [href, word] =
    status === "live" ? [`/play/${id}`, "Go on"] : [`/debrief/${id}`, "Open debrief"];
  const [asked, setAsked] = useState(false);
  /** The button takes the focus back when the question was answered with no. */
  const wasAsked = useRef(false);
  const label = `${title}, ${whenInWords(session.updatedAt, Date.now())}`;
  return (
    <li className="run">
      <div className="run-what">
        <Link href={href} className="run-title">
          {title}
        </Link>
        <p className="run-when">
          <time dateTime={session.updatedAt}>{whenInWords(session.updatedAt, Date.now())}</time>
          {`, seed ${seed}`}
          {forkedFrom && `, tried again from ${forkedFrom.clock}`}
        </p>
      </div>
      <div className="run-state">
        {status === "live" && <Badge tone="accent">Goes on at {clock}</Badge>}
        {status === "scoring" && <Badge tone="info">Being scored</Badge>}
        {status === "done" && verdict && (
          <Badge tone={verdicts[verdict].tone}>{verdicts[verdict].word}</Badge>
        )}
        {points !== null && max !== null && (
          <span className="run-points">
            <strong>{points}</strong> of {max} points
          </span>
        )}
      </div>
      <div className="run-acts">
        {asked ? (
          <DeleteQuestion session={session} onKeep={() => setAsked(false)} onDeleted={onDeleted} />
        ) : (
          <>
            <Link href={href} className={buttonClass()} aria-label={`${word}: ${label}`}>
              {word}
            </Link>
            <Button
              kind="quiet"
              autoFocus={wasAsked.current}
              aria-label={`Delete ${label}`}
              onClick={() => {
                wasAsked.current = true;
                setAsked(true);
              }}
            >
              Delete
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

/** Stands where the buttons were, so that the second press is a decision and not a habit. */
function DeleteQuestion({
  session,
  onKeep,
  onDeleted,
}: {
  session: SessionSummary;
  onKeep: () => void;
  onDeleted: () => void;
}) {
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => deleteSession(session.id),
    onSuccess: () => {
      onDeleted();
      queries.setQueryData<SessionSummary[]>(["sessions"], (known) =>
        known?.filter(({ id }) => id !== session.id),
      );
    },
  });
  return (
    <fieldset
      className="run-question"
      aria-label="Delete this run?"
      // Escape answers the question from either button.
      onKeyDown={({ key }) => {
        if (key === "Escape") onKeep();
      }}
    >
      <p role="alert">
        {error
          ? `It could not be deleted: ${error.message}`
          : "Delete its journal and debrief for good?"}
      </p>
      <Button autoFocus onClick={onKeep}>
        Keep it
      </Button>
      <Button kind="danger" aria-disabled={isPending} onClick={() => !isPending && mutate()}>
        {isPending ? "Deleting …" : "Delete"}
      </Button>
    </fieldset>
  );
}
