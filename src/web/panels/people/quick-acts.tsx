import { useRun } from "../../live/use-live.js";
import { useRoomStore } from "../../room/room-state.js";
import { Button } from "../../ui/button.js";

const acts = [
  { tool: "declare_incident", word: "Declare incident" },
  { tool: "assign_role", word: "Assign role" },
  { tool: "post_status", word: "Post status" },
  { tool: "escalate", word: "Escalate" },
] as const;

/** What is done towards people besides writing to them; the forms open in the act area. */
export function QuickActs() {
  const store = useRoomStore();
  const tools = useRun((run) => run.tools);
  const incident = useRun((run) => run.room.incident);
  const offered = acts.filter(({ tool }) => tools.some(({ name }) => name === tool));
  if (offered.length === 0) return null;
  return (
    <ul className="quick-acts" aria-label="Tell people">
      {offered.map(({ tool, word }) => (
        <li key={tool}>
          <Button
            size="small"
            onClick={() =>
              store.openAct(
                tool,
                tool === "declare_incident" && incident
                  ? { severity: incident.severity, title: incident.title }
                  : {},
              )
            }
          >
            {tool === "declare_incident" && incident ? "Change incident" : word}
          </Button>
        </li>
      ))}
    </ul>
  );
}
