import type { Selection } from "../room/room-state.js";
import { formatValue } from "../ui/format.js";
import { Status } from "../ui/status.js";
import { boxSentence } from "./box.js";
import type { ArrowView, BoxView, MapView } from "./map-model.js";
import { selectionOfArrow, selectionOfBox } from "./map-selection.js";
import "./map-table.css";

/** The map as a tree, from users inwards: who calls whom, one level deeper each. */
export function MapTree({
  view,
  onSelect,
}: {
  view: MapView;
  onSelect: (selection: Selection) => void;
}) {
  const reached = new Set(view.arrows.map(({ to }) => to));
  const roots = view.boxes.filter(({ id }) => !reached.has(id));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className="map-tree" aria-label="The map as a tree" tabIndex={0}>
      <ul>
        {roots.map((box) => (
          <Branch key={box.id} {...{ box, view, onSelect }} arrow={null} above={[]} />
        ))}
      </ul>
    </section>
  );
}

interface BranchProps {
  box: BoxView;
  arrow: ArrowView | null;
  /** The boxes on the way from the root, so that a circle of calls ends. */
  above: readonly string[];
  view: MapView;
  onSelect: (selection: Selection) => void;
}

function Branch({ box, arrow, above, view, onSelect }: BranchProps) {
  const calls = above.includes(box.id) ? [] : view.arrows.filter(({ from }) => from === box.id);
  return (
    <li>
      <div className="tree-line">
        {arrow && (
          <button
            type="button"
            className="row-button tree-call"
            onClick={() => onSelect(selectionOfArrow(arrow))}
            aria-label={`Call ${arrow.title}`}
          >
            <span className={`is-${arrow.health}`}>
              {formatValue(arrow.rate, "per-second")}, {arrow.word}
            </span>
            {arrow.badges.map((badge) => (
              <span key={badge}>, {badge}</span>
            ))}
          </button>
        )}
        <button
          type="button"
          className="row-button"
          onClick={() => onSelect(selectionOfBox(box))}
          aria-label={boxSentence(box)}
        >
          <Status health={box.health} word={box.title} />
          <span className="tree-word">{box.word}</span>
        </button>
      </div>
      {calls.length > 0 && (
        <ul>
          {calls.map((call) => {
            const callee = view.boxes.find(({ id }) => id === call.to);
            return callee ? (
              <Branch
                key={call.id}
                box={callee}
                arrow={call}
                above={[...above, box.id]}
                view={view}
                onSelect={onSelect}
              />
            ) : null;
          })}
        </ul>
      )}
    </li>
  );
}
