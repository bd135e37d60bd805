import type { ReactNode } from "react";
import type { DrillSummary } from "../../server/api/documents.js";
import { DrillFacts } from "./drill-facts.js";
import { MeasurePicture } from "./measure-picture.js";
import { StartButton } from "./start-button.js";
import type { Start } from "./use-start.js";

/** What this is, in ten seconds, and the one act with which it begins. */
export function FirstDrill({
  drill,
  start,
  children,
}: {
  drill: DrillSummary | undefined;
  start: Start;
  /** What stands in the drill's place while there is none. */
  children: ReactNode;
}) {
  return (
    <section className="first" aria-labelledby="first-title">
      <div className="first-words">
        <h1 id="first-title">Be on call before it counts.</h1>
        <p className="first-what">
          A simulated production system breaks. Find out what users feel, put it right with real
          controls, and tell people on the way. Afterwards you see what each of your acts was worth.
        </p>
        <div className="first-drill">
          {drill ? (
            <>
              <div>
                <h2>{drill.title}</h2>
                <DrillFacts drill={drill} />
                <p className="drill-summary">{drill.summary.trim()}</p>
              </div>
              <StartButton drill={drill.id} title={drill.title} start={start} large />
            </>
          ) : (
            <div className="first-waiting">{children}</div>
          )}
        </div>
      </div>
      <MeasurePicture />
    </section>
  );
}
