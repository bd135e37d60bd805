import {
  type ComponentType,
  Suspense,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
} from "react";
import { useLive, useLiveSession } from "../live/use-live.js";
import { go } from "../router.js";
import { Icon, type IconName } from "../ui/icons.js";
import { Loading } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { Announcer } from "./announcer.js";
import { Briefing } from "./briefing.js";
import { Header } from "./header.js";
import { HelpDialog } from "./help-dialog.js";
import { useRoomKeys } from "./keys.js";
import { useLooks } from "./looks.js";
import { MapPanel } from "./map-panel.js";
import { isOffered, type PanelName, panelNames } from "./panel-names.js";
import {
  ActArea,
  ChartsPanel,
  DeploysPanel,
  LogsPanel,
  Palette,
  People,
  PostmortemPanel,
  RunbookPanel,
  TracesPanel,
} from "./parts.js";
import { type PanelProps, type RoomUi, useRoomStore, useRoomUi } from "./room-state.js";
import { StatusRow } from "./status-row.js";
import { Timeline } from "./timeline.js";
// The room of the act area is there before what stands in it.
import "../act/act-area.css";

const titles: Record<PanelName, string> = {
  map: "Map",
  charts: "Charts",
  logs: "Logs",
  traces: "Traces",
  deploys: "Deploys",
  runbook: "Runbook",
  postmortem: "Postmortem",
};

const panels: Record<PanelName, ComponentType<PanelProps>> = {
  map: MapPanel,
  charts: ChartsPanel,
  logs: LogsPanel,
  traces: TracesPanel,
  deploys: DeploysPanel,
  runbook: RunbookPanel,
  postmortem: PostmortemPanel,
};

export function Shell({ session, panel }: { session: string; panel: PanelName }) {
  const live = useLiveSession();
  const store = useRoomStore();
  const tools = useLive(({ run }) => run?.tools);
  const column = useRoomUi((ui) => ui.column);
  const focus = useRoomUi((ui) => ui.focus);
  const offered = panelNames.filter((name) => isOffered(name, tools ?? []));
  const shown = offered.includes(panel) ? panel : "map";
  const open = (name: PanelName) => {
    store.set({ column: "panel" });
    go(`/play/${session}${name === "map" ? "" : `/${name}`}`);
  };
  useRoomKeys(open);
  useLooks(shown);
  // A click on the timeline asks for a panel; it is opened once, and stays chosen by hand afterwards.
  const asked = useRef(focus);
  useEffect(() => {
    if (focus === null || focus === asked.current) return;
    asked.current = focus;
    go(`/play/${session}${focus.panel === "map" ? "" : `/${focus.panel}`}`);
  }, [focus, session]);

  // A panel of two hundred lines takes longer to draw than a key may take: the tab answers first, the panel follows.
  const drawn = useDeferredValue(shown);
  useKeptFocus(drawn);
  const Panel = panels[drawn];
  return (
    <div className={`room room-shows-${column}`}>
      <a className="skip-link" href="#panel">
        Skip to the panel
      </a>
      <Header />
      <StatusRow />
      <Briefing session={session} />
      <Announcer />
      <main className="room-body">
        <Timeline />
        <section className="room-main" id="panel" aria-label="System" tabIndex={-1}>
          <Tabs
            className="room-panels"
            label="Panels"
            tabs={offered.map((id) => ({ id, label: titles[id] }))}
            chosen={shown}
            drawn={drawn}
            onChoose={(id) => open(id as PanelName)}
          >
            <Suspense fallback={<Loading what={titles[drawn]} />}>
              <Panel live={live} />
            </Suspense>
          </Tabs>
          <Suspense fallback={<div className="act-area" />}>
            <ActArea live={live} />
          </Suspense>
        </section>
        <section className="room-people" aria-label="People" id="people" tabIndex={-1}>
          <Suspense fallback={<Loading what="the conversation" />}>
            <People live={live} />
          </Suspense>
        </section>
      </main>
      <Columns />
      <Suspense fallback={null}>
        <Palette live={live} />
      </Suspense>
      <HelpDialog />
    </div>
  );
}

/** What had the focus inside of a panel goes with it; the panel that comes takes it over. */
function useKeptFocus(drawn: PanelName): void {
  const before = useRef(drawn);
  useLayoutEffect(() => {
    if (before.current === drawn) return;
    before.current = drawn;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(".room-panels > [role=tabpanel]")?.focus();
  }, [drawn]);
}

const columns: { id: RoomUi["column"]; title: string; icon: IconName }[] = [
  { id: "timeline", title: "Timeline", icon: "timeline" },
  { id: "panel", title: "System", icon: "map" },
  { id: "people", title: "People", icon: "people" },
];

/** Where there is room for one column only, this chooses which; elsewhere it is not shown. */
function Columns() {
  const store = useRoomStore();
  const column = useRoomUi((ui) => ui.column);
  return (
    <nav className="room-columns" aria-label="Parts of the room">
      {columns.map(({ id, title, icon }) => (
        <button
          key={id}
          type="button"
          aria-current={column === id || (column === "act" && id === "panel")}
          onClick={() => store.set({ column: id })}
        >
          <Icon name={icon} size={18} />
          {title}
        </button>
      ))}
      <button type="button" onClick={() => store.set({ paletteOpen: true })}>
        <Icon name="act" size={18} />
        Act
      </button>
    </nav>
  );
}
