import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { listDrills, listSessions } from "../api/documents.js";
import { ProblemState } from "../api/problem-state.js";
import { Empty, Loading } from "../ui/states.js";
import { DrillCard } from "./drill-card.js";
import { FirstDrill } from "./first-drill.js";
import { ResumeBanner } from "./resume-banner.js";
import { Runs } from "./runs.js";
import { SiteHead } from "./site-head.js";
import { useStart } from "./use-start.js";
import "./drill-list.css";

/** The drill for somebody who has never been here. */
const firstDrill = "first-page";

export default function DrillList() {
  const drills = useQuery({
    queryKey: ["drills"],
    queryFn: listDrills,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: listSessions });
  const start = useStart();
  useEffect(() => {
    document.title = "Smokejumper: incident drills";
  }, []);

  const first = drills.data?.find(({ id }) => id === firstDrill) ?? drills.data?.[0];
  const others = drills.data?.filter((drill) => drill !== first) ?? [];
  const live = sessions.data?.find(({ status }) => status === "live");

  return (
    <div className="site">
      <SiteHead />
      <main className="drill-list" id="main">
        {live && <ResumeBanner session={live} />}
        <FirstDrill drill={first} start={start}>
          {drills.isPending && <Loading what="the drills" />}
          {drills.isError && (
            <ProblemState
              what="The drills could not be loaded"
              error={drills.error}
              onRetry={() => drills.refetch()}
            />
          )}
          {drills.isSuccess && !first && (
            <Empty
              title="No drills are installed"
              text="Drills are folders with a drill.yaml; the server offers those that it was started with."
            />
          )}
        </FirstDrill>
        {others.length > 0 && (
          <section aria-labelledby="drills-title">
            <h2 id="drills-title">More drills</h2>
            <ul className="drill-cards">
              {others.map((drill) => (
                <li key={drill.id}>
                  <DrillCard drill={drill} start={start} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <Runs sessions={sessions} />
      </main>
      <footer className="site-foot">
        <p>
          Everything runs and stays on this server. No account, no tracking, nothing from other
          sites.
        </p>
      </footer>
    </div>
  );
}
