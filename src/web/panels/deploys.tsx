import { planOf } from "../act/plan.js";
import { form, isAnything } from "../live/shapes.js";
import { useRun } from "../live/use-live.js";
import { type PanelProps, useRoomStore } from "../room/room-state.js";
import { Button } from "../ui/button.js";
import { ColumnHeads } from "../ui/column-heads.js";
import { counted, nameTitle } from "../ui/format.js";
import { Empty } from "../ui/states.js";
import { againByKey, LookBar, LookProblem } from "./look-bar.js";
import { useLook } from "./use-look.js";
import "./panels.css";
import "./deploys.css";

const isDeploys = form({ deploys: isAnything, running: isAnything });
const noInput = {};

/** What was deployed lately, and what runs now; the list goes on by itself, the look is what the journal knows. */
export default function Deploys({ live }: PanelProps) {
  const look = useLook<unknown>(live, "list_deploys", noInput, isDeploys);
  const deploys = useRun((run) => run.deploys);
  const newestFirst = [...deploys].reverse();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that looks again from anywhere in the panel
    <div className="panel" onKeyDown={againByKey(look.again)}>
      <LookBar look={look} word="List again">
        <h2 className="look-title">What changed lately</h2>
      </LookBar>
      <LookProblem look={look} />
      <div className="panel-body">
        {newestFirst.length === 0 ? (
          <Empty
            title="Nothing was deployed"
            text="Deploys and roll-backs appear here as they happen."
          />
        ) : (
          <table className="table stacks">
            <caption className="visually-hidden">Deploys, newest first</caption>
            <ColumnHeads names={["Time", "Service", "Release", "What", "By"]} />
            <tbody>
              {newestFirst.map(({ atUs, clock, service, release, summary, by }) => (
                <tr key={`${atUs} ${service} ${release}`}>
                  <td>{clock}</td>
                  <th scope="row">{nameTitle(service)}</th>
                  <td>
                    <code>{release}</code>
                  </td>
                  <td>{summary}</td>
                  <td>{by === "player" ? "you" : by}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Running />
      </div>
    </div>
  );
}

/** Which releases run now, on how many replicas; a roll-out is seen replica by replica. */
function Running() {
  const store = useRoomStore();
  const room = useRun((run) => run.room);
  const drill = useRun((run) => run.drill);
  const nodes = useRun((run) => run.nodes);
  const canRollBack = useRun((run) => run.tools.some(({ name }) => name === "roll_back"));
  return (
    <section className="running" aria-labelledby="running-title">
      <h2 id="running-title">Running now</h2>
      <ul>
        {Object.entries(room.releases).map(([service, replicas]) => {
          const { idle } = planOf("roll_back", { service }, { room, drill, nodes });
          const reasonId = `rollback-${service}`;
          return (
            <li key={service} className="running-service">
              <strong>{nameTitle(service)}</strong>
              <Releases replicas={replicas} />
              {canRollBack && (
                <div className="running-act">
                  <Button
                    size="small"
                    aria-disabled={idle !== null}
                    aria-describedby={idle === null ? undefined : reasonId}
                    aria-label={`Roll back ${nameTitle(service)}`}
                    onClick={() => idle === null && store.openAct("roll_back", { service })}
                  >
                    Roll back
                  </Button>
                  {idle !== null && <span id={reasonId}>{idle}</span>}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Releases({ replicas }: { replicas: Readonly<Record<string, number>> }) {
  const running = Object.entries(replicas).filter(([, count]) => count > 0);
  const total = running.reduce((sum, [, count]) => sum + count, 0);
  if (running.length === 0) return <span>No replica is up</span>;
  if (running.length === 1) {
    return (
      <span>
        <code>{running[0]![0]}</code> on {counted(total, "replica")}
      </span>
    );
  }
  return (
    <span className="running-mix" role="status">
      {running.map(([release, count]) => (
        <span key={release}>
          <code>{release}</code> on {count} of {total}
        </span>
      ))}
      <progress
        max={total}
        value={running.at(-1)![1]}
        aria-label={`Replicas that run ${running.at(-1)![0]}`}
      />
    </span>
  );
}
