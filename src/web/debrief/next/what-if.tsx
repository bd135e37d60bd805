import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { WhatIfRequest } from "../../../server/api/documents.js";
import { ActFormView } from "../../act/act-form-view.js";
import { entryTitle } from "../../act/entry-title.js";
import type { Plan } from "../../act/plan.js";
import { RequestFailed } from "../../api/call.js";
import { askWhatIf } from "../../api/documents.js";
import { Button } from "../../ui/button.js";
import { formatClock } from "../../ui/format.js";
import { Loading } from "../../ui/states.js";
import { useDebrief } from "../debrief-context.js";
import { MomentField } from "./moment-field.js";
import { WhatIfResult } from "./what-if-result.js";
import "./what-if.css";

/** The same run with one act left out, or one more: what would have become of the users? */
export function WhatIf() {
  const { session, entries } = useDebrief();
  const id = useId();
  const acts = entries.filter(({ group }) => group === "operate");
  const [kind, setKind] = useState<"drop" | "add">(acts.length > 0 ? "drop" : "add");
  const [drop, setDrop] = useState(acts[0]?.entry ?? 0);
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: (request: WhatIfRequest) => askWhatIf(session.id, request),
  });
  const choose = (next: "drop" | "add") => {
    setKind(next);
    reset();
  };
  const ask = (request: WhatIfRequest) => !isPending && mutate(request);
  const refused = error && {
    message: error.message,
    remedy: error instanceof RequestFailed ? error.remedy : "Try again.",
  };

  return (
    <section className="what-if" aria-labelledby="what-if-title">
      <h3 id="what-if-title">What if?</h3>
      <p>The whole day is run again with one thing different, and with the same luck.</p>
      <fieldset className="choices">
        <legend className="visually-hidden">What is different</legend>
        <div className="choices-row">
          <label>
            <input
              type="radio"
              name={`${id}kind`}
              checked={kind === "drop"}
              disabled={acts.length === 0}
              onChange={() => choose("drop")}
            />
            <span>Leave an act out</span>
          </label>
          <label>
            <input
              type="radio"
              name={`${id}kind`}
              checked={kind === "add"}
              onChange={() => choose("add")}
            />
            <span>Do one more thing</span>
          </label>
        </div>
      </fieldset>
      {kind === "drop" && (
        <div className="what-if-drop">
          <div className="field">
            <label htmlFor={`${id}drop`}>Without</label>
            <select
              id={`${id}drop`}
              className="input"
              value={drop}
              onChange={({ target }) => setDrop(Number(target.value))}
            >
              {acts.map((one) => (
                <option key={one.entry} value={one.entry}>
                  {one.clock} {entryTitle(one)}
                </option>
              ))}
            </select>
          </div>
          <Button kind="primary" aria-disabled={isPending} onClick={() => ask({ drop })}>
            {isPending ? "Running …" : "Run it without"}
          </Button>
        </div>
      )}
      {kind === "add" && (
        <AddAct pending={isPending} refused={refused} onAsk={ask} onChange={reset} />
      )}
      {kind === "drop" && refused && (
        <p className="field-error" role="alert">
          {refused.message} {refused.remedy}
        </p>
      )}
      <div role="status">
        {isPending && <Loading what="the other day" />}
        {data && !isPending && <WhatIfResult result={data} />}
      </div>
    </section>
  );
}

function AddAct({
  pending,
  refused,
  onAsk,
  onChange,
}: {
  pending: boolean;
  refused: { message: string; remedy: string } | null;
  onAsk: (request: WhatIfRequest) => void;
  onChange: () => void;
}) {
  const { drill, tools } = useDebrief();
  const id = useId();
  const operate = tools.filter(({ group }) => group === "operate");
  const [name, setName] = useState(operate[0]?.name ?? "");
  const [atUs, setAtUs] = useState(drill.opensUs + 30_000_000);
  const tool = operate.find((candidate) => candidate.name === name);
  return (
    <div className="what-if-add">
      <MomentField label="At" atUs={atUs} onChange={setAtUs} />
      <div className="field">
        <label htmlFor={id}>Act</label>
        <select
          id={id}
          className="input"
          value={name}
          onChange={({ target }) => setName(target.value)}
        >
          {operate.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title}
            </option>
          ))}
        </select>
      </div>
      {tool && (
        <ActFormView
          key={tool.name}
          tool={tool}
          presets={{}}
          focus={null}
          autoFocus={false}
          drill={drill}
          plan={() => planOfTry(formatClock(drill, atUs))}
          now={() => ""}
          pending={pending}
          refused={refused}
          onChange={onChange}
          onSubmit={(input) => onAsk({ atUs, tool: tool.name, input })}
          onClose={null}
          word="Run it with this"
        />
      )}
    </div>
  );
}

/** Nothing is done to anybody here, so there is nothing to be warned of. */
function planOfTry(clock: string): Plan {
  return {
    now: null,
    effect: `Done at ${clock}, besides everything that you did.`,
    idle: null,
    caution: null,
  };
}
