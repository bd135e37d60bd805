import { memo, type ReactNode, useEffect, useId, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { SeriesMatrix } from "../live/series-matrix.js";
import type { Mark } from "../map/marks.js";
import { useTheme } from "../theme/theme.js";
import { formatClock, formatValue } from "../ui/format.js";
import { type ChartSpec, unitTitle } from "./chart-model.js";
import { ChartTable } from "./chart-table.js";
import { dashes, plotOptions, readColours } from "./plot-options.js";
import "./chart.css";

export interface ChartProps {
  spec: ChartSpec;
  matrix: SeriesMatrix;
  /** The stretch of time that is shown; rows after `row` are not. */
  fromUs: number;
  toUs: number;
  row: number;
  drill: { beginsUs: number };
  marks: readonly Mark[];
  height?: number;
  /** Charts with the same key share their crosshair. */
  sync?: string;
  asTable?: boolean;
  /** A moment to point at, such as a replay's. */
  pointerUs?: number | null;
  /** The row whose values stand in the legend, where it is not the last that is drawn. */
  legendRow?: number;
  /** Makes the title a button that looks closer. */
  onInspect?: (spec: ChartSpec) => void;
  /** What stands beside the title. */
  tools?: ReactNode;
  /** What an inspection said. */
  note?: ReactNode;
}

/** Lines over time. It shows what it is given: a live run, or a replay. It draws only while it can be seen. */
export const Chart = memo(function Chart(properties: ChartProps) {
  const {
    spec,
    matrix,
    row,
    fromUs,
    toUs,
    drill,
    asTable = false,
    onInspect,
    tools,
    note,
  } = properties;
  const { height = 132, legendRow = row } = properties;
  const titleId = useId();
  const legend = useRef<(HTMLElement | null)[]>([]);
  const columns = spec.lines.map(({ metric, of }) => matrix.find(metric, of));
  const latest = columns.map((column) => matrix.valueAt(column, legendRow));
  const sentence = `${spec.title}, in ${unitTitle(spec.unit)}. ${spec.lines
    .map(({ label }, index) => `${label}: ${formatValue(latest[index], spec.unit)}`)
    .join(", ")}.`;
  return (
    <figure className="chart" aria-labelledby={titleId}>
      <figcaption className="chart-head">
        {onInspect ? (
          <button
            type="button"
            id={titleId}
            className="chart-title"
            aria-label={`${sentence} Look closer.`}
            title="Look closer (Enter)"
            onClick={() => onInspect(spec)}
          >
            {spec.title}
          </button>
        ) : (
          <span id={titleId} className="chart-title">
            {spec.title}
          </span>
        )}
        {tools}
      </figcaption>
      {!asTable && (
        <ul className="chart-legend" aria-hidden={onInspect ? true : undefined}>
          {spec.lines.map(({ metric, of, label }, index) => (
            <li key={`${metric} ${of}`}>
              <LineSample index={index} />
              {label}{" "}
              <b
                ref={(element) => {
                  legend.current[index] = element;
                }}
              >
                {formatValue(latest[index], spec.unit)}
              </b>
            </li>
          ))}
        </ul>
      )}
      {asTable ? (
        <ChartTable {...{ spec, matrix, row, fromUs, drill }} />
      ) : (
        <Plot
          {...properties}
          {...{ height, columns }}
          onCursor={(index) => {
            const at = index === null ? legendRow : Math.max(0, matrix.rowAt(fromUs)) + index;
            for (const [line, column] of columns.entries()) {
              const place = legend.current[line];
              const value = formatValue(matrix.valueAt(column, Math.min(at, row)), spec.unit);
              if (place && place.textContent !== value) place.textContent = value;
            }
          }}
        />
      )}
      <p className="chart-note" role="status">
        {note}
      </p>
      <p className="visually-hidden">
        From {formatClock(drill, fromUs)} to {formatClock(drill, toUs)}.
      </p>
    </figure>
  );
});

type PlotProps = ChartProps & {
  height: number;
  columns: readonly number[];
  onCursor: (index: number | null) => void;
};

function Plot(properties: PlotProps) {
  const { spec, matrix, row, fromUs, toUs, drill, marks, height, columns } = properties;
  const { sync = "charts", pointerUs = null } = properties;
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ marks, pointerUs, onCursor: properties.onCursor });
  latest.current = { marks, pointerUs, onCursor: properties.onCursor };
  const { width, isVisible } = useFrame(frame);
  const theme = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a theme brings other colours
  useEffect(() => {
    if (!isVisible || width === 0 || !frame.current) return;
    const made = new uPlot(
      plotOptions({
        spec,
        drill,
        colours: readColours(frame.current),
        size: { width, height },
        sync,
        marks: () => latest.current.marks,
        pointerUs: () => latest.current.pointerUs,
        onCursor: (index) => latest.current.onCursor(index),
      }),
      [[], ...spec.lines.map(() => [])],
      frame.current,
    );
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [spec, drill, width, height, sync, isVisible, theme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new drawing begins empty; marks and pointer are drawn on it
  useEffect(() => {
    const drawn = plot.current;
    if (!drawn) return;
    const first = Math.max(0, matrix.rowAt(fromUs));
    drawn.batch(() => {
      drawn.setData(
        [
          matrix.timesBetween(first, row + 1),
          ...columns.map((column) => positive(matrix.valuesBetween(column, first, row + 1), spec)),
        ],
        false,
      );
      drawn.setScale("x", { min: fromUs / 1_000_000, max: toUs / 1_000_000 });
    });
  }, [matrix, row, fromUs, toUs, spec, width, isVisible, theme, marks, pointerUs, height]);

  return <div ref={frame} className="chart-plot" style={{ height }} aria-hidden="true" />;
}

/** A logarithm has no place for 0; an answer within no time at all is drawn as a gap. */
function positive(values: (number | null)[], { scale }: ChartSpec): (number | null)[] {
  if (scale !== "log") return values;
  return values.map((value) => (value !== null && value > 0 ? value : null));
}

function useFrame(frame: React.RefObject<HTMLDivElement | null>) {
  const [width, setWidth] = useState(0);
  const [isVisible, setVisible] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const size = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    const sight = new IntersectionObserver(
      (entries) => setVisible(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: "120px" },
    );
    size.observe(element);
    sight.observe(element);
    return () => {
      size.disconnect();
      sight.disconnect();
    };
  }, [frame]);
  return { width, isVisible };
}

function LineSample({ index }: { index: number }) {
  const dash = dashes[index % dashes.length]!;
  return (
    <svg width="18" height="8" viewBox="0 0 18 8" aria-hidden="true">
      <line
        x1="0"
        x2="18"
        y1="4"
        y2="4"
        stroke={`var(--series-${(index % 8) + 1})`}
        strokeWidth="2"
        strokeDasharray={dash.join(" ")}
      />
    </svg>
  );
}
