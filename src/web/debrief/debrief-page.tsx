import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { RequestFailed } from "../api/call.js";
import { readDebrief, readSession } from "../api/documents.js";
import { ProblemState } from "../api/problem-state.js";
import { SiteHead } from "../drills/site-head.js";
import { Link } from "../router.js";
import { buttonClass } from "../ui/button.js";
import { Empty, ErrorState, Loading } from "../ui/states.js";
import { DebriefScreens } from "./debrief-screens.js";
import { Scoring } from "./scoring.js";
import type { DebriefSource } from "./source.js";
import "./debrief.css";

/** After a run: how it went, what happened, why it got its points, what comes next. */
export default function DebriefPage({
  source,
  screen,
}: {
  source: DebriefSource;
  screen: string | null;
}) {
  const id = "session" in source ? source.session : null;
  const session = useQuery({
    queryKey: ["session", id],
    queryFn: () => readSession(id!),
    enabled: id !== null,
  });
  const status = id === null ? "done" : session.data?.status;
  const debrief = useQuery({
    queryKey: ["debrief", source],
    queryFn: () => readDebrief(source),
    enabled: status === "done",
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title = debrief.data?.drill.title;
  useEffect(() => {
    document.title = title ? `Debrief: ${title} - Smokejumper` : "Debrief - Smokejumper";
  }, [title]);

  const failed = session.error ?? debrief.error;
  if (debrief.data)
    return <DebriefScreens source={source} debrief={debrief.data} screen={screen} />;
  return (
    <div className="site">
      <SiteHead />
      <main id="main" className="debrief-waiting">
        <h1 className="visually-hidden">Debrief</h1>
        {failed ? (
          <Failed
            error={failed}
            shared={id === null}
            onRetry={() => void (session.isError ? session : debrief).refetch()}
          />
        ) : status === "scoring" && id !== null ? (
          <Scoring session={id} onDone={() => void session.refetch()} />
        ) : status === "live" && id !== null ? (
          <Empty
            title="This run goes on"
            text="Its debrief comes once it is over: finish it, or play it to its end."
            action={
              <Link href={`/play/${id}`} className={buttonClass({ kind: "primary" })}>
                Go back to it
              </Link>
            }
          />
        ) : (
          <Loading what="the debrief" />
        )}
      </main>
    </div>
  );
}

function Failed({
  error,
  shared,
  onRetry,
}: {
  error: unknown;
  shared: boolean;
  onRetry: () => void;
}) {
  const isUnknown = error instanceof RequestFailed && /unknown|not-found|usage/.test(error.code);
  if (!isUnknown) {
    return <ProblemState what="The debrief could not be loaded" error={error} onRetry={onRetry} />;
  }
  return (
    <ErrorState
      title="There is no such debrief"
      text={
        shared
          ? "The link is wrong, or whoever shared it has ended that. Ask for a new one."
          : "The run was deleted, or it belongs to somebody else on this server. Ask them to share its debrief."
      }
      action={
        <Link href="/" className={buttonClass()}>
          All drills
        </Link>
      }
    />
  );
}
