import { useRun } from "../live/use-live.js";
import { type Selection, useRoomStore, useRoomUi } from "../room/room-state.js";
import { Button } from "../ui/button.js";
import { nameTitle } from "../ui/format.js";
import { commandKey, Kbd } from "../ui/kbd.js";
import { type Draft, draftOf } from "./draft.js";
import { fieldsOf } from "./fields.js";
import { type PlanContext, planOf } from "./plan.js";

interface Offer {
  tool: string;
  word: string;
  presets: Record<string, string>;
}

/** What can be done with the part that is chosen; without one, how to begin. */
export function ActOffers() {
  const store = useRoomStore();
  const selection = useRoomUi((ui) => ui.selection);
  const tools = useRun((run) => run.tools);
  const room = useRun((run) => run.room);
  const drill = useRun((run) => run.drill);
  const nodes = useRun((run) => run.nodes);

  if (!selection) {
    return (
      <div className="act-offers">
        <p className="act-offers-empty">
          Choose a service or a call on the map to act on it, or find any act with{" "}
          <Kbd keys={`${commandKey} K`} />.
        </p>
        <Button onClick={() => store.set({ paletteOpen: true })}>All acts</Button>
        <Button kind="quiet" onClick={() => store.openAct("finish", {})}>
          Finish
        </Button>
      </div>
    );
  }

  const offers = offersOf(selection).filter(({ tool, presets }) => {
    const view = tools.find(({ name }) => name === tool);
    return view !== undefined && accepts(view.inputSchema, presets);
  });
  return (
    <div className="act-offers">
      <h2>{nameTitle(selection.id)}</h2>
      {offers.length === 0 && <p>Nothing can be changed here: it belongs to somebody else.</p>}
      <ul className="act-offers-list">
        {offers.map(({ tool, word, presets }) => (
          <OfferButton key={tool} {...{ tool, word, presets }} context={{ room, drill, nodes }} />
        ))}
      </ul>
      <Button kind="quiet" onClick={() => store.select(null)}>
        Deselect
      </Button>
    </div>
  );
}

function OfferButton({ tool, word, presets, context }: Offer & { context: PlanContext }) {
  const store = useRoomStore();
  const draft: Draft = draftOf(presets);
  const { now, idle } = planOf(tool, draft, context);
  return (
    <li>
      <Button
        aria-disabled={idle !== null}
        title={idle ?? undefined}
        onClick={() => idle === null && store.openAct(tool, presets)}
      >
        {word}
      </Button>
      {(idle ?? now) && <span className="act-offer-now">{idle ?? now}</span>}
    </li>
  );
}

function offersOf({ kind, id }: Selection): Offer[] {
  const name = id.split("@")[0] ?? id;
  switch (kind) {
    case "service":
      return [
        { tool: "restart_service", word: "Restart", presets: { service: name } },
        { tool: "scale_service", word: "Scale", presets: { service: name } },
        { tool: "roll_back", word: "Roll back", presets: { service: name } },
      ];
    case "call":
      return [
        { tool: "set_call_policy", word: "Call policy", presets: { call: name } },
        { tool: "block_calls", word: "Block", presets: { call: name } },
      ];
    case "route":
      return [
        { tool: "shed_load", word: "Shed load", presets: { route: name } },
        { tool: "shift_traffic", word: "Shift traffic", presets: { route: name } },
      ];
  }
}

/** True when the tool can be used on this in the drill. */
function accepts(schema: object, presets: Readonly<Record<string, string>>): boolean {
  const fields = fieldsOf(schema);
  return Object.entries(presets).every(([path, value]) => {
    const field = fields.find((candidate) => candidate.path === path);
    return field?.kind === "choice" && field.options.includes(value);
  });
}
