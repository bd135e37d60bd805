import { useCallback, useMemo, useState } from "react";
import { useRun } from "../live/use-live.js";
import { marksOf } from "../map/marks.js";
import { type MapForm, mapForms, SystemMap } from "../map/system-map.js";
import { readSetting, writeSetting } from "../ui/settings.js";
import { useRoomKey } from "./keys.js";
import { useRoomStore, useRoomUi } from "./room-state.js";
import { useShownRow } from "./shown-row.js";
import { Tiles } from "./tiles.js";

/** On a small screen the drawing would be too small to read. */
const isNarrow = () => matchMedia("(max-width: 760px)").matches;

export function MapPanel() {
  const nodes = useRun((run) => run.nodes);
  const arrows = useRun((run) => run.arrows);
  const matrix = useRun((run) => run.matrix);
  const room = useRun((run) => run.room);
  const alerts = useRun((run) => run.alerts);
  const deploys = useRun((run) => run.deploys);
  const entries = useRun((run) => run.entries);
  const row = useShownRow();
  const store = useRoomStore();
  const selection = useRoomUi((ui) => ui.selection);
  const [form, setForm] = useState<MapForm>(
    () =>
      mapForms.find((one) => one === readSetting("map-form")) ?? (isNarrow() ? "tree" : "drawing"),
  );
  const model = useMemo(() => ({ nodes, arrows, matrix }), [nodes, arrows, matrix]);
  const marks = useMemo(() => marksOf({ alerts, deploys, entries }), [alerts, deploys, entries]);
  const choose = (next: MapForm) => {
    writeSetting("map-form", next);
    setForm(next);
  };
  useRoomKey(
    "map-form",
    useCallback(() => {
      setForm((now) => mapForms[(mapForms.indexOf(now) + 1) % mapForms.length]!);
    }, []),
  );
  return (
    <div className="map-panel">
      <h2 className="visually-hidden">Map</h2>
      <SystemMap
        model={model}
        row={row}
        inForce={room}
        marks={marks}
        selection={selection}
        onSelect={(chosen) => store.select(chosen)}
        form={form}
        onForm={choose}
      />
      <Tiles row={row} marks={marks} />
    </div>
  );
}
