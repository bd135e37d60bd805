import type { ToolView } from "../../server/api/live.js";
import type { Acted, ActInput } from "../live/act-queue.js";
import { useRun } from "../live/use-live.js";
import { ActFormView } from "./act-form-view.js";
import { planOf } from "./plan.js";
import { policyFieldNow } from "./policy-words.js";
import { useAct } from "./use-act.js";

/** The form of one tool, on the run as it is. */
export function ActForm({
  tool,
  presets,
  focus,
  onActed,
  onClose,
}: {
  tool: ToolView;
  presets: ActInput;
  focus: string | null;
  onActed: (acted: Acted) => void;
  onClose: () => void;
}) {
  const room = useRun((run) => run.room);
  const drill = useRun((run) => run.drill);
  const nodes = useRun((run) => run.nodes);
  const { pending, refused, act, clear } = useAct();
  return (
    <ActFormView
      tool={tool}
      presets={presets}
      focus={focus}
      drill={drill}
      plan={(draft) => planOf(tool.name, draft, { room, drill, nodes })}
      now={(path, subject) => {
        const policy = subject === null ? undefined : room.policies[subject];
        return tool.name === "set_call_policy" && policy ? policyFieldNow(policy, path) : "";
      }}
      pending={pending}
      refused={refused}
      onChange={clear}
      onSubmit={async (input) => {
        const acted = await act(tool.name, input);
        if (acted) onActed(acted);
      }}
      onClose={onClose}
    />
  );
}
