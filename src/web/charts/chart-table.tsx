import type { SeriesMatrix } from "../live/series-matrix.js";
import { formatClock, formatValue } from "../ui/format.js";
import type { ChartSpec } from "./chart-model.js";

/** More lines than this are no table that anybody reads; the steps between them get wider instead. */
const maximumLines = 12;

/** The lines of a chart as numbers, the newest first. */
export function ChartTable({
  spec,
  matrix,
  row,
  fromUs,
  drill,
}: {
  spec: ChartSpec;
  matrix: SeriesMatrix;
  row: number;
  fromUs: number;
  drill: { beginsUs: number };
}) {
  const first = Math.max(0, matrix.rowAt(fromUs));
  const step = Math.max(1, Math.ceil((row - first + 1) / maximumLines));
  const rows: number[] = [];
  for (let one = row; one >= first; one -= step) rows.push(one);
  const columns = spec.lines.map(({ metric, of }) => matrix.find(metric, of));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className="chart-table" tabIndex={0} aria-label={`${spec.title}, as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {spec.lines.map(({ metric, of, label }) => (
              <th key={`${metric} ${of}`} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one}>
              <th scope="row">{formatClock(drill, matrix.timeAt(one))}</th>
              {columns.map((column, index) => (
                <td key={spec.lines[index]!.label}>
                  {formatValue(matrix.valueAt(column, one), spec.unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
