import { StatusShape } from "../ui/status.js";
import type { Level } from "./log-histogram.js";

const looks = { error: "failing", warn: "degraded", info: "unknown" } as const;

/** A level as shape, word and colour. */
export function LevelMark({ level }: { level: Level }) {
  return (
    <span className="level">
      <StatusShape health={looks[level]} />
      <span className={`is-${looks[level]}`}>{level}</span>
    </span>
  );
}
