import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { forkSession, startSession } from "../../api/documents.js";
import { go } from "../../router.js";
import { Button } from "../../ui/button.js";
import { formatClock } from "../../ui/format.js";
import { useDebrief } from "../debrief-context.js";
import { MomentField } from "./moment-field.js";

/** The same day again from a moment of this run, or the same drill with other luck. */
export function TryAgain() {
  const { session, drill, entries } = useDebrief();
  const seedId = useId();
  const [atUs, setAtUs] = useState(() => bestMoment(entries, drill.opensUs));
  const [seed, setSeed] = useState("");
  const fork = useMutation({
    mutationFn: () => forkSession(session.id, atUs),
    onSuccess: ({ id }) => go(`/play/${id}`),
  });
  const again = useMutation({
    mutationFn: () => startSession(session.drill, seed === "" ? undefined : Number(seed)),
    onSuccess: ({ id }) => go(`/play/${id}`),
  });
  const badSeed = seed !== "" && !/^\d{1,9}$/.test(seed);
  const problem = fork.error ?? again.error;
  return (
    <section className="next-again" aria-labelledby="again-title">
      <h3 id="again-title">Try it again</h3>
      <div className="next-ways">
        <div>
          <p>From a moment of this run. Everything until then stays as you did it.</p>
          <MomentField label="Moment" atUs={atUs} onChange={setAtUs} />
          <Button
            kind="primary"
            aria-disabled={fork.isPending}
            onClick={() => !fork.isPending && fork.mutate()}
          >
            {fork.isPending ? "Setting up …" : `Go on from ${formatClock(drill, atUs)}`}
          </Button>
        </div>
        <div>
          <p>The same drill from its beginning, with another seed: other luck, the same lesson.</p>
          <div className="field">
            <label htmlFor={seedId}>Seed (none: drawn for you)</label>
            <input
              id={seedId}
              className="input"
              inputMode="numeric"
              placeholder="any"
              value={seed}
              aria-invalid={badSeed || undefined}
              aria-describedby={badSeed ? `${seedId}-error` : undefined}
              onChange={({ target }) => setSeed(target.value.trim())}
            />
            {badSeed && (
              <p id={`${seedId}-error`} className="field-error">
                Write a whole number, or leave it empty.
              </p>
            )}
          </div>
          <Button
            aria-disabled={again.isPending || badSeed}
            onClick={() => !again.isPending && !badSeed && again.mutate()}
          >
            {again.isPending ? "Setting up …" : "Start again"}
          </Button>
        </div>
      </div>
      {problem && (
        <p className="field-error" role="alert">
          It could not be started: {problem.message}
        </p>
      )}
    </section>
  );
}

/** Just before the first act on the system, where another choice makes the most difference. */
function bestMoment(entries: readonly { group: string; atUs: number }[], opensUs: number): number {
  const first = entries.find(({ group }) => group === "operate");
  return Math.max(opensUs, (first?.atUs ?? opensUs) - 1_000_000);
}
