import { useDebrief } from "../debrief-context.js";
import { JournalPart } from "./journal-part.js";
import { ResourceList } from "./resource-list.js";
import { SharePart } from "./share-part.js";
import { TryAgain } from "./try-again.js";
import { WhatIf } from "./what-if.js";
import "./next-screen.css";

/** What was good, what to do better, and the ways to go on from here. */
export function NextScreen() {
  const { score, readOnly } = useDebrief();
  return (
    <>
      <h2 className="visually-hidden">What next</h2>
      <div className="next-words">
        <section aria-labelledby="strengths-title">
          <h3 id="strengths-title">Keep doing</h3>
          <ul className="next-list">
            {score.strengths.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          {score.strengths.length === 0 && (
            <p className="why-empty">Nothing that was done in this run earned a point yet.</p>
          )}
        </section>
        <section aria-labelledby="improvements-title">
          <h3 id="improvements-title">Do next time</h3>
          <ul className="next-list">
            {score.improvements.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
        {score.resources.length > 0 && <ResourceList resources={score.resources} />}
      </div>
      {!readOnly && <TryAgain />}
      {!readOnly && <WhatIf />}
      <div className="next-pair">
        {!readOnly && <SharePart />}
        <JournalPart />
      </div>
    </>
  );
}
