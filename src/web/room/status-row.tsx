import { useNowUs, useRun } from "../live/use-live.js";
import { Button } from "../ui/button.js";
import { ConnectionBanner } from "./connection-banner.js";
import { PageBanner } from "./page-banner.js";
import { phaseWords } from "./phase-words.js";
import { useRoomStore } from "./room-state.js";
import "./status-row.css";

/**
 * Where the run stands in its time. What has to be seen at once (a page, a lost connection) takes its place for as long
 * as it lasts, so that nothing below moves.
 */
export function StatusRow() {
  return (
    <section className="room-status" aria-label="Time and pages">
      <PhaseLine />
      <PageBanner />
      <ConnectionBanner />
    </section>
  );
}

function PhaseLine() {
  const drill = useRun((run) => run.drill);
  const phase = useRun((run) => run.room.phase);
  const phaseSinceUs = useRun((run) => run.room.phaseSinceUs);
  const store = useRoomStore();
  const nowUs = useNowUs();
  const { title, words, next, share } = phaseWords(drill, { phase, phaseSinceUs }, nowUs);
  const parts = drill.phases.length > 0 ? drill.phases.map(({ id }) => id) : ["run"];
  const shareOf = (place: number) => (place < phase ? 1 : place === phase ? share : 0);
  return (
    <div className="phase-line">
      <span className="phase-bar" aria-hidden="true">
        {parts.map((id, place) => (
          <span key={id} className="phase-part">
            <span style={{ width: `${shareOf(place) * 100}%` }} />
          </span>
        ))}
      </span>
      <p className="phase-words">
        {title !== null && <strong>{title}, </strong>}
        {words}
      </p>
      {next !== null && (
        <Button size="small" onClick={() => store.openAct("next_phase")}>
          Go on to: {next}
        </Button>
      )}
    </div>
  );
}
