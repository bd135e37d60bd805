import type { SeriesMatrix } from "../../live/series-matrix.js";
import { MarkShape } from "../../map/mark-shape.js";
import type { Mark } from "../../map/marks.js";
import { formatClock, formatNumber } from "../../ui/format.js";
import { useDebrief } from "../debrief-context.js";
import { harmInWords, peakOf } from "../harm.js";
import { failuresBefore } from "./failures-before.js";
import { areaOf, lineOf, stepsOf } from "./harm-path.js";
import "./harm-chart.css";

const height = 96;

/** Failed user requests over the run, as an area, against the same day left alone, as a line. */
export function HarmChart({
  atUs,
  fromUs,
  marks,
  matrix,
}: {
  atUs: number;
  fromUs: number;
  marks: readonly Mark[];
  matrix: SeriesMatrix;
}) {
  const { drill, harm, outcome } = useDebrief();
  const share = (moment: number) => ((moment - fromUs) / (drill.endsUs - fromUs)) * 100;
  const peak = peakOf({ harm, drill });
  const before = failuresBefore(matrix, drill, fromUs);
  const most = Math.max(1, ...before.failed, ...harm.failed, ...harm.unattended);
  const frame = { fromUs, toUs: drill.endsUs, most, height };
  const own = stepsOf([...before.atUs, ...harm.atUs], [...before.failed, ...harm.failed], frame);
  const alone = stepsOf(harm.atUs, harm.unattended, frame);
  return (
    <figure className="harm">
      <figcaption>
        <strong>Failed user requests</strong>
        <span className="harm-key">
          <i className="harm-key-own" aria-hidden="true" /> in the run,{" "}
          {formatNumber(outcome.userFailures)} of {formatNumber(outcome.userRequests)}
        </span>
        <span className="harm-key">
          <i className="harm-key-alone" aria-hidden="true" /> left alone,{" "}
          {formatNumber(outcome.baselineFailures)} would have
        </span>
        <span className="harm-top">
          in the run, at most {formatNumber(peak?.perSecond ?? 0)} a second
        </span>
      </figcaption>
      <div className="harm-plot">
        <svg
          viewBox={`0 0 1000 ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Failed user requests from ${formatClock(drill, fromUs)} to ${formatClock(drill, drill.endsUs)}: ${harmInWords(outcome)}`}
        >
          <path d={areaOf(own, height)} className="harm-own" />
          <path d={lineOf(own)} className="harm-own-line" />
          <path d={lineOf(alone)} className="harm-alone" />
        </svg>
        {marks
          .filter(({ kind }) => kind === "fault" || kind === "act")
          .map(({ kind, atUs: markUs, text }) => (
            <span
              key={`${kind} ${markUs} ${text}`}
              className={`harm-mark harm-mark-${kind}`}
              style={{ left: `${Math.max(0, share(markUs))}%` }}
              title={`${formatClock(drill, markUs)} ${text}`}
            >
              <MarkShape kind={kind} size={12} />
            </span>
          ))}
        <span className="harm-pointer" style={{ left: `${share(atUs)}%` }} />
        {drill.opensUs > fromUs && (
          <span className="harm-opens" style={{ width: `${share(drill.opensUs)}%` }}>
            before you came
          </span>
        )}
      </div>
      <div className="harm-axis" aria-hidden="true">
        <span>{formatClock(drill, fromUs).slice(0, 5)}</span>
        <span>{formatClock(drill, (fromUs + drill.endsUs) / 2).slice(0, 5)}</span>
        <span>{formatClock(drill, drill.endsUs).slice(0, 5)}</span>
      </div>
    </figure>
  );
}
