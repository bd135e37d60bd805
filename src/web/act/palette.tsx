import { Dialog as Base } from "@base-ui/react/dialog";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLiveSession, useRun } from "../live/use-live.js";
import { isOffered } from "../room/panel-names.js";
import { type PanelProps, useRoomStore, useRoomUi } from "../room/room-state.js";
import { go } from "../router.js";
import { Kbd } from "../ui/kbd.js";
import { rememberFocus, returnFocus } from "./focus-return.js";
import { type PaletteItem, paletteItems } from "./palette-items.js";
import { panelOfTool, panels } from "./panels-of-tools.js";
import { planOf } from "./plan.js";
import { readRecent, writeRecent } from "./recent.js";
import { search } from "./search.js";
import "./palette.css";

const mostShown = 60;

/** Every tool and every panel, found by typing; the keyboard is enough for all of it. */
export default function Palette({ live }: PanelProps) {
  const store = useRoomStore();
  const open = useRoomUi((ui) => ui.paletteOpen);
  useLayoutEffect(() => {
    if (open) rememberFocus();
  }, [open]);

  const close = () => {
    store.set({ paletteOpen: false });
    returnFocus(null);
  };
  const choose = (item: PaletteItem) => {
    writeRecent(item.id);
    const { aim } = item;
    const panel = aim.aim === "panel" ? aim.panel : panelOfTool(aim.tool);
    if (panel === null && aim.aim === "act") {
      store.openAct(aim.tool, unflatten(aim.draft), aim.focus);
      return;
    }
    store.set({ paletteOpen: false, column: "panel" });
    const query = aim.aim === "act" ? new URLSearchParams({ ...aim.draft }).toString() : "";
    go(`/play/${live.id}/${panel}${query && `?${query}`}`);
    focusPanel();
  };

  return (
    <Base.Root open={open} onOpenChange={(isOpen) => !isOpen && close()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup
          className="palette"
          data-passing-focus=""
          finalFocus={false}
          aria-label="All acts"
        >
          <PaletteList onChoose={choose} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteList({ onChoose }: { onChoose: (item: PaletteItem) => void }) {
  const tools = useRun((run) => run.tools);
  const drill = useRun((run) => run.drill);
  const live = useLiveSession();
  // As things were when it was opened, so that nothing moves below a finger that is about to choose it.
  const [room] = useState(() => live.state().run);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const [recent] = useState(readRecent);
  const list = useRef<HTMLDivElement>(null);
  const items = useMemo(
    () =>
      paletteItems(
        panels.filter(({ id }) => isOffered(id, tools)),
        tools.filter(({ name }) => name !== "wait"),
        drill,
        (tool, draft) => room && planOf(tool, draft, room).idle,
      ),
    [tools, drill, room],
  );
  const found = useMemo(
    () => search(items, query, recent).slice(0, mostShown),
    [items, query, recent],
  );
  const active = found[Math.min(at, found.length - 1)];

  useLayoutEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });

  const choose = (item: PaletteItem) => {
    if (item.idle === null) onChoose(item);
  };
  const move = (steps: number) =>
    setAt(
      (before) =>
        (Math.min(before, found.length - 1) + steps + found.length) % Math.max(1, found.length),
    );

  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={active && optionId(active)}
        aria-autocomplete="list"
        aria-label="Find an act or a panel"
        placeholder="What do you want to do?"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(1);
          else if (event.key === "ArrowUp") move(-1);
          else if (event.key === "PageDown") setAt(Math.min(found.length - 1, at + 8));
          else if (event.key === "PageUp") setAt(Math.max(0, at - 8));
          else if (event.key === "Enter" && active) choose(active);
          else return;
          event.preventDefault();
        }}
      />
      <div
        className="palette-list"
        id="palette-list"
        role="listbox"
        aria-label="Acts and panels"
        ref={list}
      >
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the input, which keeps the focus
          <div
            key={item.id}
            id={optionId(item)}
            role="option"
            tabIndex={-1}
            aria-selected={item === active}
            aria-disabled={item.idle !== null}
            className="palette-item"
            title={item.idle ?? item.hint}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(item)}
          >
            <span className="palette-section">
              {query === "" && recent.includes(item.id) ? "Recent" : item.section}
            </span>
            <span className="palette-title">{item.title}</span>
            <span className="palette-hint">{item.idle ?? item.hint}</span>
          </div>
        ))}
      </div>
      <p className="palette-foot" role="status">
        {found.length === 0
          ? "Nothing is called that. Try a service, a tool or what it does."
          : null}
        {found.length > 0 && (
          <span aria-hidden="true">
            <Kbd keys="↑ ↓" /> move <Kbd keys="Enter" /> choose <Kbd keys="Esc" /> close
          </span>
        )}
      </p>
    </>
  );
}

function optionId({ id }: PaletteItem): string {
  return `palette-${id.replaceAll(/[^\w-]/g, "_")}`;
}

/** The panel takes the focus once it is there, so that it is never lost between the two. */
function focusPanel(): void {
  requestAnimationFrame(() => {
    const panel = document.querySelector<HTMLElement>('[role="tabpanel"]');
    panel?.focus();
  });
}

/** A draft's values are text; the form reads them back the same way. */
function unflatten(draft: Readonly<Record<string, string>>): Record<string, string> {
  return { ...draft };
}
