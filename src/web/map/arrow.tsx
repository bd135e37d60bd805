import { type Edge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { formatValue } from "../ui/format.js";
import type { Line } from "./geometry.js";
import type { ArrowView } from "./map-model.js";
import { MarkShape } from "./mark-shape.js";
import type { Mark } from "./marks.js";

export type ArrowEdge = Edge<
  { arrow: ArrowView; line: Line; marks: readonly Mark[]; width: number; onChoose: () => void },
  "arrow"
>;

/** A call, or users' requests: as thick as its rate, in colour and pattern of its health, with its numbers on it. */
export function Arrow({ data, selected }: EdgeProps<ArrowEdge>) {
  if (!data) return null;
  const { arrow, line, marks, width, onChoose } = data;
  const flows = (arrow.rate ?? 0) > 0;
  return (
    <>
      <path className="arrow-reach" d={line.path} />
      <path
        className={`arrow-line arrow-is-${arrow.health}${selected ? " is-chosen" : ""}`}
        d={line.path}
        strokeWidth={width}
        markerEnd={`url(#arrow-head-${arrow.health})`}
      />
      {flows && <path className="arrow-flow" d={line.path} strokeWidth={Math.min(3, width)} />}
      <EdgeLabelRenderer>
        {/* The arrow itself takes the keyboard's focus; its label is one more place to click. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
        <div
          className={`arrow-label arrow-label-${line.label}${selected ? " is-chosen" : ""}`}
          style={{ transform: `translate(${line.labelX}px, ${line.labelY}px)` }}
          onClick={onChoose}
        >
          <span className="arrow-above" style={{ marginBottom: width / 2 }}>
            {marks.map(({ kind, atUs }) => (
              <MarkShape key={`${kind}${atUs}`} kind={kind} size={11} />
            ))}
            {flows ? formatValue(arrow.rate, "per-second") : "no traffic"}
          </span>
          <span className="arrow-below" style={{ marginTop: width / 2 }}>
            {flows && <span className={`is-${arrow.health}`}>{arrow.word}</span>}
            {arrow.badges.map((badge) => (
              <span key={badge} className="arrow-badge">
                {badge}
              </span>
            ))}
          </span>
        </div>
      </EdgeLabelRenderer>
    </>
  );
}

/** From a thread to a rope: a hundred times the rate is four times the width. */
export function arrowWidth(rate: number | null, largest: number): number {
  if (rate === null || rate <= 0 || largest <= 0) return 1.5;
  return 1.5 + 5.5 * (rate / largest) ** 0.5;
}

export function arrowSentence(arrow: ArrowView): string {
  const parts = [arrow.title, formatValue(arrow.rate, "per-second"), arrow.word, ...arrow.badges];
  if (arrow.p99 !== null) parts.push(`p99 ${formatValue(arrow.p99, "seconds")}`);
  return parts.join(", ");
}
