import { useLayoutEffect, useRef, useState } from "react";
import type { ToolView } from "../../server/api/live.js";
import type { Acted } from "../live/act-queue.js";
import { useRun } from "../live/use-live.js";
import { type PanelProps, useRoomStore, useRoomUi } from "../room/room-state.js";
import { formatClock } from "../ui/format.js";
import { ActForm } from "./act-form.js";
import { ActOffers } from "./act-offers.js";
import { AlertTable } from "./alert-table.js";
import { entryTitle } from "./entry-title.js";
import { FinishDialog } from "./finish-dialog.js";
import { rememberFocus, returnFocus } from "./focus-return.js";
import { resultInWords, resultOf } from "./result-words.js";
import { sentence } from "./sentence.js";

/** What was done last, until the next form opens. */
interface Done {
  tool: ToolView;
  acted: Acted;
}

/** Below the panels: the form of an act, or what can be done with what is chosen. */
export default function ActArea(_: PanelProps) {
  const store = useRoomStore();
  const request = useRoomUi((ui) => ui.act);
  const tools = useRun((run) => run.tools);
  const drill = useRun((run) => run.drill);
  const area = useRef<HTMLElement>(null);
  const [done, setDone] = useState<Done | null>(null);
  const tool = request && tools.find(({ name }) => name === request.tool);

  const hadForm = useRef(false);
  useLayoutEffect(() => {
    // In the same step in which the form goes, so that the focus is nowhere for no moment.
    if (!request && hadForm.current) returnFocus(area.current);
    hadForm.current = request !== null && request.tool !== "finish";
    if (!request) return;
    rememberFocus();
    setDone(null);
  }, [request]);

  const close = () => {
    store.closeAct();
    // A dialog that closes puts the focus somewhere itself; this comes after it.
    if (tool?.name === "finish") requestAnimationFrame(() => returnFocus(area.current));
  };

  return (
    <section ref={area} className="act-area" tabIndex={-1} aria-label="Act">
      <div className="act-sheet">
        {tool && request && tool.name !== "finish" ? (
          <ActForm
            // Another request of the same tool begins anew.
            key={`${tool.name} ${JSON.stringify(request.presets)} ${request.focus ?? ""}`}
            tool={tool}
            presets={request.presets}
            focus={request.focus ?? null}
            onClose={close}
            onActed={(acted) => {
              setDone({ tool, acted });
              close();
            }}
          />
        ) : (
          <ActOffers />
        )}
        <div role="status" className="act-done">
          {done && !tool && (
            <p>
              <strong>{formatClock(drill, done.acted.entry.atUs)}</strong>{" "}
              {sentence(entryTitle(done.acted.entry))}{" "}
              {resultInWords(done.tool.name, done.acted.observation)}
            </p>
          )}
        </div>
        {done?.tool.name === "list_alerts" && !tool && (
          <AlertTable result={resultOf(done.acted.observation)} />
        )}
      </div>
      <FinishDialog isAsked={tool?.name === "finish"} onClose={close} />
    </section>
  );
}
