import { type FormEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type Draft, draftOf, readDraft, withRows } from "../../act/draft.js";
import { FieldControl } from "../../act/field-control.js";
import { fieldsOf } from "../../act/fields.js";
import { resultOf } from "../../act/result-words.js";
import { sentence } from "../../act/sentence.js";
import { useAct } from "../../act/use-act.js";
import type { ActInput } from "../../live/act-queue.js";
import { useRun } from "../../live/use-live.js";
import type { PanelProps } from "../../room/room-state.js";
import { Button } from "../../ui/button.js";
import { keep, readKept } from "./kept-draft.js";
import { draftFrom, missingRows, withTimeline } from "./timeline-rows.js";
import { type Written, WrittenResult } from "./written-result.js";
import "../../act/act-form.css";
import "../panels.css";
import "./postmortem.css";

const toolName = "write_postmortem";

/** The editor of the postmortem: what happened, what it meant, why, and what will be different. */
export default function Postmortem({ live }: PanelProps) {
  const tool = useRun((run) => run.tools.find(({ name }) => name === toolName)!);
  const drill = useRun((run) => run.drill);
  const timeline = useRun((run) => run.room.draftTimeline);
  const last = useRun((run) => run.entries.findLast((entry) => entry.tool === toolName));
  const fields = useMemo(() => fieldsOf(tool.inputSchema), [tool]);
  const list = fields.find(({ path }) => path === "timeline");
  const maximumRows = list?.kind === "list" ? list.maximumRows : 0;
  const [draft, setDraft] = useState<Draft>(
    () => readKept(live.id) ?? (last ? draftOf(last.input) : draftFrom(timeline ?? [])),
  );
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [written, setWritten] = useState<Written | null>(null);
  const { pending, refused, act, clear } = useAct();
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const missing = missingRows(draft, timeline ?? []);

  useLayoutEffect(() => {
    if (written || refused) answer.current?.scrollIntoView({ block: "nearest" });
  }, [written, refused]);

  const change = (next: Draft) => {
    setDraft(next);
    keep(live.id, next);
    clear();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    const reading = readDraft(fields, draft);
    setErrors(reading.errors);
    const [wrong] = Object.keys(reading.errors);
    if (wrong !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(wrong)}"]`)?.focus();
      return;
    }
    const acted = await act(toolName, reading.input as ActInput);
    if (!acted) return;
    const { at, contradicted } = resultOf(acted.observation);
    setWritten({
      at: String(at),
      contradicted: Array.isArray(contradicted) ? contradicted.map(String) : [],
    });
  };

  return (
    <div className="panel">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard */}
      <section className="panel-body" tabIndex={0} aria-label="Postmortem">
        <form ref={form} className="postmortem" noValidate onSubmit={submit}>
          <p className="postmortem-lead">{tool.description} Enter in a row adds one below it.</p>
          {fields.map((field) => (
            <FieldControl
              key={field.path}
              tool={toolName}
              field={field}
              draft={draft}
              drill={drill}
              isDocument
              now={() => ""}
              error={(path) => errors[path]}
              onChange={(path, value) => {
                change({ ...draft, [path]: value });
                setErrors(({ [path]: _, ...others }) => others);
              }}
              onRows={(path, rows) => {
                change(withRows(draft, path, rows));
                // What is wrong is told by a row's number, which may be another row's now.
                setErrors({});
              }}
              onHelp={() => undefined}
            />
          ))}
          <div className="postmortem-buttons">
            <Button
              aria-disabled={missing.length === 0}
              onClick={() => {
                if (missing.length > 0) change(withTimeline(draft, missing, maximumRows));
              }}
            >
              Add what the journal has to the timeline
            </Button>
            <Button type="submit" kind="primary" aria-disabled={pending}>
              {pending ? "Sending …" : "Write postmortem"}
            </Button>
          </div>
          <div ref={answer} role="status" className="postmortem-answer">
            {refused && (
              <p className="field-error">
                {sentence(refused.message)} {sentence(refused.remedy)}
              </p>
            )}
            {Object.keys(errors).length > 0 && (
              <p className="field-error">It is not written yet: some fields need a change.</p>
            )}
            {written ? (
              <WrittenResult written={written} />
            ) : (
              last && <p>Written at {last.clock}. It can be written again; the last one counts.</p>
            )}
          </div>
        </form>
      </section>
    </div>
  );
}
