import { useEffect, useMemo, useSyncExternalStore } from "react";
import { LiveSession } from "../live/live-session.js";
import { ErrorState } from "../ui/states.js";
import "./scoring.css";

const stages = [
  { words: ["run", "end"], title: "The system goes on as you left it, to the end" },
  { words: ["alone", "unattended", "opening"], title: "The same day once more, with nobody there" },
  {
    words: ["score", "scoring", "value", "act"],
    title: "The same day without each of your acts, to see what it was worth",
  },
];

/** A run is scored by running its day again, which takes up to a minute: says what is being done, and how far it is. */
export function Scoring({ session, onDone }: { session: string; onDone: () => void }) {
  const live = useMemo(() => new LiveSession(session), [session]);
  const state = useSyncExternalStore(live.subscribe, live.state);
  useEffect(() => {
    live.open();
    return () => live.close();
  }, [live]);
  useEffect(() => {
    if (state.connection === "done") onDone();
  }, [state.connection, onDone]);

  if (state.failure) return <ErrorState title={state.failure.title} text={state.failure.text} />;
  const { progress } = state;
  const said = progress?.stage ?? "";
  const present = stages.findIndex(({ words }) => words.some((word) => said.includes(word)));
  return (
    <section className="scoring" aria-labelledby="scoring-title">
      <h2 id="scoring-title">Working out how it went</h2>
      <p>This takes up to a minute. You can leave; it goes on without you.</p>
      <progress
        max={1}
        {...(progress && progress.share > 0 && { value: progress.share })}
        aria-label="Scoring"
      />
      <p role="status" className="scoring-stage">
        {said === ""
          ? "Waiting for the server …"
          : `${said.charAt(0).toUpperCase()}${said.slice(1)} …`}
      </p>
      <ol>
        {stages.map(({ title }, index) => (
          <li key={title} aria-current={index === present ? "step" : undefined}>
            {title}
          </li>
        ))}
      </ol>
    </section>
  );
}
