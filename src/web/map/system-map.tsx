import { lazy, Suspense, useDeferredValue, useMemo, useState } from "react";
import type { Selection } from "../room/room-state.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icons.js";
import { Loading } from "../ui/states.js";
import { VisuallyHidden } from "../ui/visually-hidden.js";
import { type InForce, type MapModel, viewOf } from "./map-model.js";
import { MapTable } from "./map-table.js";
import { MapTree } from "./map-tree.js";
import type { Mark } from "./marks.js";
import "./system-map.css";

const MapDrawing = lazy(() =>
  import("./map-drawing.js").then(({ MapDrawing: drawing }) => ({ default: drawing })),
);

export type MapForm = "drawing" | "table" | "tree";
export const mapForms: readonly MapForm[] = ["drawing", "table", "tree"];

/** How long something that happened stays marked on its box or arrow, in the drill's time. */
const markedUs = 120_000_000;

export interface SystemMapProps {
  model: MapModel;
  /** The row of the measurements that is shown. */
  row: number;
  /** What is in force then; null where that is not known. */
  inForce: InForce | null;
  marks: readonly Mark[];
  selection: Selection | null;
  onSelect: (selection: Selection) => void;
  form: MapForm;
  onForm: (form: MapForm) => void;
}

/** The system at one moment, as a drawing, tables or a tree. It shows what it is given: a live run, or a replay. */
export function SystemMap(properties: SystemMapProps) {
  const { row, inForce, marks, selection, onSelect, form, onForm } = properties;
  const { model, site, elsewhere, setElsewhere } = useSites(properties);
  const view = useMemo(() => viewOf(model, row, inForce), [model, row, inForce]);
  // The button answers at once; the form that it asks for follows as soon as it is drawn.
  const drawn = useDeferredValue(form);
  const atUs = model.matrix.timeAt(row);
  const recent = useMemo(() => marksByPart(marks, atUs), [marks, atUs]);
  return (
    <div className="system-map">
      <div className="map-bar">
        <fieldset className="map-forms">
          <legend>
            <VisuallyHidden>Shown as</VisuallyHidden>
          </legend>
          {mapForms.map((one) => (
            <Button
              key={one}
              kind="quiet"
              size="small"
              aria-pressed={form === one}
              onClick={() => onForm(one)}
            >
              <Icon name={one === "drawing" ? "map" : one} size={14} />
              {one === "drawing" ? "Drawing" : one === "table" ? "Table" : "Tree"}
            </Button>
          ))}
        </fieldset>
        {site !== null && (
          <Button
            kind="quiet"
            size="small"
            aria-pressed={elsewhere}
            onClick={() => setElsewhere(!elsewhere)}
          >
            Second site: {site}
          </Button>
        )}
      </div>
      <div className="map-body">
        {drawn === "drawing" && (
          <Suspense fallback={<Loading what="the map" />}>
            <MapDrawing {...{ model, view, marks: recent, selection, onSelect }} />
          </Suspense>
        )}
        {drawn === "table" && <MapTable view={view} onSelect={onSelect} />}
        {drawn === "tree" && <MapTree view={view} onSelect={onSelect} />}
      </div>
    </div>
  );
}

/** A second site that stands idle would only make everything smaller; it is shown once it has traffic, or on demand. */
function useSites({ model, row }: Pick<SystemMapProps, "model" | "row">) {
  const [wanted, setWanted] = useState<boolean | null>(null);
  const away = model.nodes.filter(({ site }) => site !== null);
  const isBusy = away.some(
    ({ id }) => (model.matrix.valueAt(model.matrix.find("rate", id), row) ?? 0) > 0,
  );
  const elsewhere = wanted ?? isBusy;
  const { nodes, arrows, matrix } = model;
  const shown = useMemo(() => {
    if (elsewhere) return { nodes, arrows, matrix };
    const hidden = new Set(nodes.filter(({ site }) => site !== null).map(({ id }) => id));
    const isShown = (id: string) => !hidden.has(id);
    return {
      nodes: nodes.filter(({ id }) => isShown(id)),
      arrows: arrows.filter(({ from, to }) => isShown(from) && isShown(to)),
      matrix,
    };
  }, [nodes, arrows, matrix, elsewhere]);
  return { model: shown, site: away[0]?.site ?? null, elsewhere, setElsewhere: setWanted };
}

function marksByPart(marks: readonly Mark[], atUs: number): Map<string, Mark[]> {
  const byPart = new Map<string, Mark[]>();
  for (const mark of marks) {
    if (mark.atUs > atUs || mark.atUs < atUs - markedUs) continue;
    for (const part of mark.on) {
      const others = (byPart.get(part) ?? []).filter(({ kind }) => kind !== mark.kind);
      byPart.set(part, [...others, mark]);
    }
  }
  return byPart;
}
