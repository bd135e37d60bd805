import type { WhatIfDocument } from "../../../server/api/documents.js";
import { formatClock, formatNumber, formatValue } from "../../ui/format.js";
import { TableScroll } from "../../ui/table-scroll.js";
import { useDebrief } from "../debrief-context.js";
import { differenceInWords } from "../difference.js";
import { curveOf } from "./curve.js";
import "../what/harm-chart.css";
import "./what-if-result.css";

const height = 120;

/** Both days as curves of what decides whether users are well, and the difference in words. */
export function WhatIfResult({ result }: { result: WhatIfDocument }) {
  const { drill } = useDebrief();
  const { alteration, original, altered, curve } = result;
  const [indicator] = drill.indicators;
  const frame = { atUs: curve.atUs, height };
  const last = curve.atUs.length - 1;
  return (
    <div className="what-if-result">
      <p>
        <strong>{alteration}</strong>
      </p>
      <p className="what-if-words">{differenceInWords(result)}</p>
      <figure>
        <figcaption>
          <strong>
            {indicator ? `${indicator.name}: share that succeeds` : "Share that succeeds"}
          </strong>
          <span className="harm-key">
            <i className="curve-key-own" aria-hidden="true" /> as it was
          </span>
          <span className="harm-key">
            <i className="curve-key-other" aria-hidden="true" /> as it would have been
          </span>
        </figcaption>
        <div className="curve-plot">
          <span className="curve-top" aria-hidden="true">
            100 %
          </span>
          <svg
            viewBox={`0 0 1000 ${height}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`At the end, ${formatValue(curve.original[last], "share")} succeeded; it would have been ${formatValue(curve.altered[last], "share")}.`}
          >
            <path d={curveOf(curve.original, frame)} className="curve-own" />
            <path d={curveOf(curve.altered, frame)} className="curve-other" />
          </svg>
        </div>
        <div className="harm-axis" aria-hidden="true">
          <span>{curve.atUs[0] !== undefined && formatClock(drill, curve.atUs[0])}</span>
          <span>{curve.atUs[last] !== undefined && formatClock(drill, curve.atUs[last])}</span>
        </div>
      </figure>
      <TableScroll label="Both days">
        <table className="table">
          <thead>
            <tr>
              <td />
              <th scope="col">As it was</th>
              <th scope="col">As it would have been</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Failed user requests</th>
              <td>{formatNumber(original.userFailures)}</td>
              <td>{formatNumber(altered.userFailures)}</td>
            </tr>
            <tr>
              <th scope="row">Users well again</th>
              <td>{original.recoveredAt ?? "never"}</td>
              <td>{altered.recoveredAt ?? "never"}</td>
            </tr>
            <tr>
              <th scope="row">Points</th>
              <td>
                {original.points} of {original.max}
              </td>
              <td>
                {altered.points} of {altered.max}
              </td>
            </tr>
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}
