import { formatNumber } from "../ui/format.js";
import { histogramOf, type LogLine, levels, type Span } from "./log-histogram.js";
import { clockOf } from "./time-of-day.js";

/** When the lines came, by level; errors stand at the bottom, where they can be compared. */
export function LogBars({ lines, span }: { lines: readonly LogLine[]; span: Span }) {
  const { steps, widthSeconds } = histogramOf(lines, span);
  if (steps.length === 0) return null;
  const most = Math.max(...steps.map(({ counts }) => counts.error + counts.warn + counts.info));
  const total = { error: 0, warn: 0, info: 0 };
  for (const { counts } of steps) for (const level of levels) total[level] += counts[level];
  const words = levels.map((level) => `${formatNumber(total[level])} ${level}`).join(", ");
  const first = steps[0]!.from;
  const last = steps.at(-1)!.from + widthSeconds;
  return (
    <figure className="log-bars">
      <figcaption>
        <span>
          Events in {widthSeconds} s, at most {formatNumber(most)}
        </span>
        <span>{words}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${steps.length * 10} 44`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Events between ${clockOf(first)} and ${clockOf(last)}: ${words}`}
      >
        {steps.map(({ from, counts }, index) => {
          let y = 44;
          return levels.map((level) => {
            const height = (counts[level] / most) * 42;
            y -= height;
            return (
              <rect
                key={`${from} ${level}`}
                className={`log-bar-${level}`}
                x={index * 10 + 1}
                width="8"
                y={y}
                height={height}
              />
            );
          });
        })}
      </svg>
      <div className="log-bars-axis" aria-hidden="true">
        <span>{clockOf(first)}</span>
        <span>{clockOf(last)}</span>
      </div>
    </figure>
  );
}
