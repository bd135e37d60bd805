import { memo, useCallback, useMemo, useRef, useState } from "react";
import { useRun } from "../live/use-live.js";
import { selectionOfName } from "../map/map-selection.js";
import { MarkShape, markWords } from "../map/mark-shape.js";
import { Button } from "../ui/button.js";
import { formatClock } from "../ui/format.js";
import { Icon, type IconName } from "../ui/icons.js";
import { Empty } from "../ui/states.js";
import { VisuallyHidden } from "../ui/visually-hidden.js";
import { focusLater, useRoomKey } from "./keys.js";
import { useRoomStore, useRoomUi } from "./room-state.js";
import { filters, type ItemKind, itemsOf, type TimelineItem } from "./timeline-items.js";
import "./timeline.css";

const hiddenFirst = filters.flatMap(({ kinds, isShown }) => (isShown ? [] : kinds));
const icons: Partial<Record<ItemKind, IconName>> = { look: "search", clock: "pause" };
/** Items that are shown at first; a long run has hundreds. */
const page = 120;

export function Timeline() {
  const alerts = useRun((run) => run.alerts);
  const deploys = useRun((run) => run.deploys);
  const messages = useRun((run) => run.messages);
  const entries = useRun((run) => run.entries);
  const drill = useRun((run) => run.drill);
  const matrix = useRun((run) => run.matrix);
  const nodes = useRun((run) => run.nodes);
  const store = useRoomStore();
  const [hidden, setHidden] = useState<ReadonlySet<ItemKind>>(new Set(hiddenFirst));
  const [searched, setSearched] = useState("");
  const [limit, setLimit] = useState(page);
  const field = useRef<HTMLInputElement>(null);
  const column = useRoomUi((ui) => ui.column);

  const items = useMemo(
    () => itemsOf({ alerts, deploys, messages, entries, drill, matrix }),
    [alerts, deploys, messages, entries, drill, matrix],
  );
  const words = searched.trim().toLowerCase();
  const found = items.filter(
    ({ kind, title, detail, on }) =>
      !hidden.has(kind) &&
      (words === "" || `${title} ${detail} ${on.join(" ")}`.toLowerCase().includes(words)),
  );
  useRoomKey(
    "search",
    useCallback(() => {
      // Panels with a search of their own take the key first.
      if (document.querySelector("[data-search=panel]") === null || column === "timeline") {
        field.current?.focus();
      }
    }, [column]),
  );

  const services = useMemo(() => new Set(nodes.map(({ service }) => service)), [nodes]);
  const choose = useCallback(
    ({ target, on, atUs }: TimelineItem) => {
      const [part] = on;
      if (part !== undefined) store.select(selectionOfName(part, services));
      if ("channel" in target) {
        store.set({ column: "people" });
        dispatchEvent(new CustomEvent("room-channel", { detail: target.channel }));
        focusLater("people");
      } else {
        store.set({ column: "panel", focus: { panel: target.panel, of: part ?? "", atUs } });
      }
    },
    [store, services],
  );

  return (
    <section className="room-timeline" aria-label="Timeline" id="timeline" tabIndex={-1}>
      <div className="timeline-head">
        <h2>Timeline</h2>
        <label className="timeline-search">
          <VisuallyHidden>Search the timeline</VisuallyHidden>
          <Icon name="search" size={14} />
          <input
            ref={field}
            type="search"
            placeholder="Search"
            value={searched}
            onChange={({ target }) => setSearched(target.value)}
          />
        </label>
      </div>
      <fieldset className="timeline-kinds">
        <legend>
          <VisuallyHidden>Shown on the timeline</VisuallyHidden>
        </legend>
        {filters.map(({ title, kinds }) => (
          <Button
            key={title}
            kind="quiet"
            size="small"
            aria-pressed={!hidden.has(kinds[0]!)}
            title={kinds.includes("clock") ? "Looks, pauses and changes of the speed" : undefined}
            onClick={() => setHidden(toggled(hidden, kinds))}
          >
            {title}
          </Button>
        ))}
      </fieldset>
      {found.length === 0 ? (
        <Empty
          title={items.length === 0 ? "Nothing has happened yet" : "Nothing matches"}
          text={
            items.length === 0
              ? "Alerts, deploys, messages and your own acts will stand here, the newest first."
              : "Change the search, or show more kinds above."
          }
        />
      ) : (
        <ol className="timeline-items">
          {found.slice(0, limit).map((item) => (
            <Item
              key={item.key}
              item={item}
              clock={formatClock(drill, item.atUs)}
              isEarlierDay={item.atUs + drill.beginsUs < 0}
              onChoose={choose}
            />
          ))}
          {found.length > limit && (
            <li className="timeline-more">
              <Button size="small" onClick={() => setLimit(limit + page)}>
                Show older
              </Button>
            </li>
          )}
        </ol>
      )}
    </section>
  );
}

const Item = memo(function Item({
  item,
  clock,
  isEarlierDay,
  onChoose,
}: {
  item: TimelineItem;
  clock: string;
  isEarlierDay: boolean;
  onChoose: (item: TimelineItem) => void;
}) {
  return (
    <li>
      <button
        type="button"
        className={`timeline-item is-kind-${item.kind}`}
        onClick={() => onChoose(item)}
      >
        <time>
          {clock}
          {isEarlierDay && <span className="timeline-day">earlier day</span>}
        </time>
        <span className="timeline-mark">
          {item.mark ? (
            <>
              <MarkShape kind={item.mark} />
              <VisuallyHidden>{markWords[item.mark]}: </VisuallyHidden>
            </>
          ) : (
            <Icon name={icons[item.kind] ?? "people"} size={12} />
          )}
        </span>
        <span className="timeline-text">
          <span className="timeline-title">{item.title}</span>
          {item.detail && <span className="timeline-detail">{item.detail}</span>}
        </span>
      </button>
    </li>
  );
});

function toggled(hidden: ReadonlySet<ItemKind>, kinds: readonly ItemKind[]): ReadonlySet<ItemKind> {
  const next = new Set(hidden);
  for (const kind of kinds) if (!next.delete(kind)) next.add(kind);
  return next;
}
