import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { Debrief } from "../../server/api/debrief.js";
import { rate } from "../api/documents.js";
import { Button } from "../ui/button.js";
import { useDebrief } from "./debrief-context.js";
import { rememberSkip } from "./rating-skip.js";
import "./how-screen.css";

export const ratings = [
  { value: 1, word: "Badly" },
  { value: 2, word: "Not so well" },
  { value: 3, word: "So so" },
  { value: 4, word: "Well" },
  { value: 5, word: "Very well" },
] as const;

/** One's own view, before any score can colour it. */
export function HowScreen({ onAnswered }: { onAnswered: (wasRated: boolean) => void }) {
  const { session, rating, readOnly } = useDebrief();
  const noteId = useId();
  const queries = useQueryClient();
  const [overall, setOverall] = useState<number | null>(rating?.overall ?? null);
  const [note, setNote] = useState(rating?.note ?? "");
  const [missing, setMissing] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => rate(session.id, given()),
    onSuccess: () => {
      queries.setQueriesData<Debrief>(
        { queryKey: ["debrief", { session: session.id }] },
        (known) => known && { ...known, rating: given() },
      );
      onAnswered(true);
    },
  });
  const given = () => ({ overall: overall!, ...(note.trim() !== "" && { note: note.trim() }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(overall === null);
    if (overall !== null && !isPending) mutate();
  };

  if (readOnly) {
    return (
      <section className="debrief-narrow">
        <h2>How did it go?</h2>
        <p>
          {rating
            ? `Whoever played it said: ${ratings[rating.overall - 1]?.word.toLowerCase()}.`
            : "Whoever played it did not say."}
        </p>
        {rating?.note && <blockquote>{rating.note}</blockquote>}
      </section>
    );
  }
  return (
    <form className="debrief-narrow how" onSubmit={submit}>
      <h2>How did it go?</h2>
      <p>Your own view first; the score comes after it.</p>
      <fieldset
        className="how-ratings"
        aria-describedby={missing ? `${noteId}-missing` : undefined}
      >
        <legend className="visually-hidden">How well did it go?</legend>
        {ratings.map(({ value, word }) => (
          <label key={value}>
            <input
              type="radio"
              name="overall"
              value={value}
              checked={overall === value}
              onChange={() => {
                setOverall(value);
                setMissing(false);
              }}
            />
            <span>
              <strong>{value}</strong>
              {word}
            </span>
          </label>
        ))}
      </fieldset>
      {missing && (
        <p id={`${noteId}-missing`} className="field-error" role="alert">
          Choose one of the five, or skip the question.
        </p>
      )}
      <div className="field">
        <label htmlFor={noteId}>What would you do differently? (only for yourself)</label>
        <textarea
          id={noteId}
          className="input"
          rows={3}
          maxLength={2000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
      {error && (
        <p className="field-error" role="alert">
          It was not kept: {error.message}
        </p>
      )}
      <div className="how-acts">
        <Button
          kind="quiet"
          onClick={() => {
            rememberSkip(session.id);
            onAnswered(false);
          }}
        >
          Skip
        </Button>
        <Button type="submit" kind="primary" size="large" aria-disabled={isPending}>
          {isPending ? "Keeping …" : "See what happened"}
        </Button>
      </div>
    </form>
  );
}
