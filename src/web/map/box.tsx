import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { counted, formatNumber, formatShort, formatValue } from "../ui/format.js";
import { StatusShape } from "../ui/status.js";
import type { BoxView } from "./map-model.js";
import { MarkShape } from "./mark-shape.js";
import type { Mark } from "./marks.js";

export type BoxNode = Node<{ box: BoxView; marks: readonly Mark[] }, "box">;

/** Longer names are set smaller, on two lines if they must. */
const longName = 12;

/** A service, somebody else's system, or users, as a box on the map. */
export function Box({ data: { box, marks } }: NodeProps<BoxNode>) {
  return (
    <div className={`box box-${box.kind} box-is-${box.health}`}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className="box-head">
        <StatusShape health={box.health} />
        <span
          className={box.title.length > longName ? "box-name is-long" : "box-name"}
          title={box.title}
        >
          {box.title}
        </span>
        <span className="box-marks">
          {marks.map(({ kind, atUs }) => (
            <MarkShape key={`${kind}${atUs}`} kind={kind} size={12} />
          ))}
        </span>
      </div>
      {box.kind === "service" ? <Pool box={box} /> : <Outside box={box} />}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function Pool({ box }: { box: BoxView }) {
  const share = Math.min(1, box.busyShare ?? 0);
  const waits = (box.queue ?? 0) >= 1;
  return (
    <>
      <div className="box-line">
        <span className={`is-${box.health}`}>{box.word}</span>
        {box.replicas !== null && box.replicas !== 1 && (
          <span>{formatNumber(box.replicas)} up</span>
        )}
      </div>
      <div className="box-pool">
        <div className={`box-busy fill-${box.health}`} style={{ width: `${share * 100}%` }} />
      </div>
      <div className="box-line">{busyWords(box, formatShort)}</div>
      <div className={waits ? "box-line box-queue" : "box-line"}>
        {waits ? `queue ${formatShort(box.queue ?? 0)}` : "no queue"}
      </div>
    </>
  );
}

function Outside({ box }: { box: BoxView }) {
  return (
    <>
      {box.kind === "external" && <div className="box-line">external</div>}
      <div className={`box-line is-${box.health}`}>{box.word}</div>
    </>
  );
}

export function busyWords({ busy, threads, rate }: BoxView, write = formatNumber): string {
  if (busy === null) return rate === null ? "no traffic" : formatValue(rate, "per-second");
  return threads === null
    ? `${write(busy)} busy`
    : `${write(Math.round(busy))}/${write(threads)} busy`;
}

/** Everything that the box shows, for those who listen. */
export function boxSentence(box: BoxView): string {
  const parts = [box.title, box.word];
  if (box.kind === "service") {
    parts.push(busyWords(box).replace("/", " of "));
    if ((box.queue ?? 0) >= 1) parts.push(`queue ${formatNumber(box.queue ?? 0)}`);
    if (box.replicas !== null) parts.push(`${counted(box.replicas, "replica")} up`);
  }
  if (box.rate !== null) parts.push(formatValue(box.rate, "per-second"));
  return parts.join(", ");
}
