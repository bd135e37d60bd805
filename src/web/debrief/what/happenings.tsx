import { useEffect, useMemo, useRef, useState } from "react";
import { MarkShape } from "../../map/mark-shape.js";
import type { MarkKind } from "../../map/marks.js";
import { Button } from "../../ui/button.js";
import { useDebrief } from "../debrief-context.js";
import { type Happening, happeningsOf, lastAt } from "../moments.js";
import { worthOf } from "../worth.js";
import "./happenings.css";

const marks: Record<Happening["kind"], MarkKind | null> = {
  fault: "fault",
  alert: "alert",
  resolved: "resolved",
  deploy: "deploy",
  act: "act",
  message: null,
  look: null,
};

const filters: { id: string; title: string; kinds: Happening["kind"][] }[] = [
  { id: "system", title: "System", kinds: ["fault", "alert", "resolved", "deploy"] },
  { id: "acts", title: "Acts", kinds: ["act"] },
  { id: "looks", title: "Looks", kinds: ["look"] },
  { id: "messages", title: "Messages", kinds: ["message"] },
];

/** Everything that happened, oldest first; what is chosen moves the whole screen to its moment. */
export function Happenings({ atUs, onMove }: { atUs: number; onMove: (atUs: number) => void }) {
  const debrief = useDebrief();
  const [hidden, setHidden] = useState<readonly string[]>(["looks", "messages"]);
  const list = useRef<HTMLOListElement>(null);
  const all = useMemo(() => happeningsOf(debrief), [debrief]);
  const worth = useMemo(
    () => new Map(worthOf(debrief).map(({ entry, text }) => [entry.entry, text])),
    [debrief],
  );
  const shown = useMemo(
    () =>
      all.filter(({ kind }) => {
        const filter = filters.find(({ kinds }) => kinds.includes(kind));
        return !filter || !hidden.includes(filter.id);
      }),
    [all, hidden],
  );
  // A moment in the address is a whole second; what happened within it is at it.
  const present = lastAt(shown, atUs + 999_999);

  useEffect(() => {
    const row = list.current?.children[present];
    const { current: frame } = list;
    if (!(row instanceof HTMLElement) || !frame || frame.contains(document.activeElement)) return;
    frame.scrollTop = row.offsetTop - frame.clientHeight / 2;
  }, [present]);

  return (
    <section className="happenings" aria-labelledby="happenings-title">
      <h3 id="happenings-title">Timeline</h3>
      <fieldset className="happenings-filters">
        <legend className="visually-hidden">Show</legend>
        {filters.map(({ id, title }) => (
          <Button
            key={id}
            size="small"
            aria-pressed={!hidden.includes(id)}
            onClick={() =>
              setHidden((now) =>
                now.includes(id) ? now.filter((one) => one !== id) : [...now, id],
              )
            }
          >
            {title}
          </Button>
        ))}
      </fieldset>
      <ol ref={list}>
        {shown.map((one, index) => (
          <li
            key={`${one.atUs} ${one.kind} ${one.title}`}
            className={`happening is-${one.kind}${index > present ? " is-ahead" : ""}`}
            aria-current={index === present ? "true" : undefined}
          >
            <button type="button" onClick={() => onMove(one.atUs)}>
              <time>{one.clock}</time>
              <span className="happening-mark">
                {marks[one.kind] && <MarkShape kind={marks[one.kind]!} />}
              </span>
              <span>
                <span className="happening-title">
                  {one.kind === "fault" && <strong>Fault: </strong>}
                  {one.title}
                </span>
                {one.entry !== null && worth.has(one.entry) && (
                  <span className="happening-worth">{worth.get(one.entry)}</span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
