import { ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import "@xyflow/react/dist/base.css";
import type { Selection } from "../room/room-state.js";
import { IconButton } from "../ui/button.js";
import type { Health } from "../ui/health.js";
import { Icon } from "../ui/icons.js";
import { useSwitch } from "../ui/settings.js";
import { Arrow, type ArrowEdge, arrowSentence, arrowWidth } from "./arrow.js";
import { Box, type BoxNode, boxSentence } from "./box.js";
import { linesOf } from "./geometry.js";
import { type Layout, layOut } from "./layout.js";
import type { MapModel, MapView } from "./map-model.js";
import { selectionOfArrow, selectionOfBox } from "./map-selection.js";
import type { Mark } from "./marks.js";
import "./map-drawing.css";

const boxTypes = { box: Box };
const arrowTypes = { arrow: Arrow };
const healths: Health[] = ["ok", "degraded", "failing", "unknown"];
const fit = { padding: 0.04, maxZoom: 1.2 };

export interface DrawingProps {
  model: MapModel;
  view: MapView;
  /** By box and arrow, what has happened to it lately. */
  marks: ReadonlyMap<string, readonly Mark[]>;
  selection: Selection | null;
  onSelect: (selection: Selection) => void;
}

export function MapDrawing(properties: DrawingProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...properties} />
    </ReactFlowProvider>
  );
}

function Drawing({ model, view, marks, selection, onSelect }: DrawingProps) {
  const { nodes, arrows } = model;
  const layout = useMemo(() => layOut(nodes, arrows), [nodes, arrows]);
  const lines = useMemo(() => linesOf(layout, arrows), [layout, arrows]);
  const [moving, setMoving] = useSwitch("motion", true);
  const flow = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);
  /** Whether the person has moved the map: then it stays where it was put. */
  const isMoved = useRef(false);
  const fitAll = useCallback(() => {
    isMoved.current = false;
    void flow.fitView(fit);
  }, [flow]);
  useRefit(frame, isMoved, fitAll, layout);

  const boxes = view.boxes.flatMap((box): BoxNode[] => {
    const place = layout.places.get(box.id);
    if (!place) return [];
    const { x, y, width, height } = place;
    const data = { box, marks: marks.get(box.id) ?? [] };
    const ariaLabel = boxSentence(box);
    const selected = isChosen(selectionOfBox(box), selection);
    return [
      { id: box.id, type: "box", position: { x, y }, width, height, data, ariaLabel, selected },
    ];
  });
  const largest = Math.max(0, ...view.arrows.map(({ rate }) => rate ?? 0));
  const edges = view.arrows.flatMap((arrow): ArrowEdge[] => {
    const line = lines.get(arrow.id);
    if (!line) return [];
    const own = selectionOfArrow(arrow);
    const selected = isChosen(own, selection);
    return [
      {
        id: arrow.id,
        type: "arrow",
        source: arrow.from,
        target: arrow.to,
        selected,
        ariaLabel: arrowSentence(arrow),
        data: {
          arrow,
          line,
          marks: marks.get(arrow.id) ?? [],
          width: arrowWidth(arrow.rate, largest),
          onChoose: () => onSelect(own),
        },
      },
    ];
  });

  const zoom = (nearer: boolean) => {
    isMoved.current = true;
    void (nearer ? flow.zoomIn() : flow.zoomOut());
  };
  const chooseBox = (id: string) => {
    const box = view.boxes.find((one) => one.id === id);
    if (box) onSelect(selectionOfBox(box));
  };
  const chooseArrow = (id: string) => {
    const arrow = view.arrows.find((one) => one.id === id);
    if (arrow) onSelect(selectionOfArrow(arrow));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(true);
    else if (event.key === "-") zoom(false);
    else if (event.shiftKey && event.key.startsWith("Arrow")) pan(flow, event.key);
    else return;
    isMoved.current = true;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the focusable boxes and arrows inside
    <div
      className={moving ? "map-drawing" : "map-drawing is-still"}
      ref={frame}
      onKeyDown={onKeyDown}
    >
      <ReactFlow
        nodes={boxes}
        edges={edges}
        nodeTypes={boxTypes}
        edgeTypes={arrowTypes}
        onNodeClick={(_, { id }) => chooseBox(id)}
        onEdgeClick={(_, { id }) => chooseArrow(id)}
        onNodesChange={(changes) => {
          for (const change of changes) {
            if (change.type === "select" && change.selected) chooseBox(change.id);
          }
        }}
        onEdgesChange={(changes) => {
          for (const change of changes) {
            if (change.type === "select" && change.selected) chooseArrow(change.id);
          }
        }}
        onMoveStart={(event) => {
          if (event) isMoved.current = true;
        }}
        fitView
        fitViewOptions={fit}
        minZoom={0.3}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        proOptions={{ hideAttribution: true }}
        aria-label="Map of the system"
      >
        <ArrowHeads />
      </ReactFlow>
      <div className="map-tools">
        <IconButton label="Zoom in" size="small" onClick={() => zoom(true)}>
          <Icon name="plus" />
        </IconButton>
        <IconButton label="Zoom out" size="small" onClick={() => zoom(false)}>
          <Icon name="minus" />
        </IconButton>
        <IconButton label="Show the whole map" size="small" onClick={fitAll}>
          <Icon name="fit" />
        </IconButton>
        <IconButton
          label="Motion along arrows"
          size="small"
          aria-pressed={moving}
          onClick={() => setMoving(!moving)}
        >
          <Icon name="motion" />
        </IconButton>
      </div>
    </div>
  );
}

function ArrowHeads() {
  return (
    <svg className="arrow-heads" aria-hidden="true">
      <defs>
        {healths.map((health) => (
          <marker
            key={health}
            id={`arrow-head-${health}`}
            className={`is-${health}`}
            viewBox="0 0 10 10"
            refX="5"
            refY="5"
            markerWidth="11"
            markerHeight="11"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 10 5 0 10z" fill="currentColor" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}

/** The whole map is shown again when its frame or its boxes change, unless somebody looks at a part of it. */
function useRefit(
  frame: RefObject<HTMLDivElement | null>,
  isMoved: RefObject<boolean>,
  fitAll: () => void,
  layout: Layout,
): void {
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(() => {
      if (!isMoved.current) requestAnimationFrame(fitAll);
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame, isMoved, fitAll]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other boxes are fitted in once they are drawn
  useEffect(() => {
    const later = setTimeout(fitAll, 50);
    return () => clearTimeout(later);
  }, [layout, fitAll]);
}

const panStep = 80;

function pan(flow: ReturnType<typeof useReactFlow>, key: string): void {
  const { x, y, zoom } = flow.getViewport();
  const dx = key === "ArrowLeft" ? panStep : key === "ArrowRight" ? -panStep : 0;
  const dy = key === "ArrowUp" ? panStep : key === "ArrowDown" ? -panStep : 0;
  void flow.setViewport({ x: x + dx, y: y + dy, zoom });
}

function isChosen(own: Selection, selection: Selection | null): boolean {
  return selection?.kind === own.kind && selection.id === own.id;
}
