import type { Selection } from "../room/room-state.js";
import { ColumnHeads } from "../ui/column-heads.js";
import { formatNumber, formatValue } from "../ui/format.js";
import { Status } from "../ui/status.js";
import { busyWords } from "./box.js";
import type { MapView } from "./map-model.js";
import { selectionOfArrow, selectionOfBox } from "./map-selection.js";
import "./map-table.css";

/** The map as two tables: the same boxes and arrows, the same numbers. */
export function MapTable({
  view,
  onSelect,
}: {
  view: MapView;
  onSelect: (selection: Selection) => void;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className="map-table" aria-label="The map as tables" tabIndex={0}>
      <table>
        <caption>Users and services</caption>
        <ColumnHeads
          names={["Name", "State", "Threads", "Queue", "Replicas", "Rate", "Errors", "p99"]}
        />
        <tbody>
          {view.boxes.map((box) => (
            <tr key={box.id}>
              <th scope="row">
                <button
                  type="button"
                  className="row-button"
                  onClick={() => onSelect(selectionOfBox(box))}
                >
                  {box.title}
                </button>
              </th>
              <td>
                <Status health={box.health} word={box.word} />
              </td>
              <td>{box.kind === "service" ? busyWords(box).replace(" busy", "") : "not known"}</td>
              <td>{number(box.queue)}</td>
              <td>{number(box.replicas)}</td>
              <td>{formatValue(box.rate, "per-second")}</td>
              <td>{formatValue(box.errorShare, "share")}</td>
              <td>{formatValue(box.p99, "seconds")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>Calls</caption>
        <ColumnHeads names={["Call", "State", "Rate", "Errors", "p99", "In force"]} />
        <tbody>
          {view.arrows.map((arrow) => (
            <tr key={arrow.id}>
              <th scope="row">
                <button
                  type="button"
                  className="row-button"
                  onClick={() => onSelect(selectionOfArrow(arrow))}
                >
                  {arrow.title}
                </button>
              </th>
              <td>
                <Status health={arrow.health} word={arrow.word} />
              </td>
              <td>{formatValue(arrow.rate, "per-second")}</td>
              <td>{formatValue(arrow.errorShare, "share")}</td>
              <td>{formatValue(arrow.p99, "seconds")}</td>
              <td className="map-policy">
                {[...arrow.badges, arrow.policy].filter(Boolean).join("; ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function number(value: number | null): string {
  return value === null ? "not known" : formatNumber(value);
}
