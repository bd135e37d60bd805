import * as z from "zod";

const text = z.string();
const count = z.int().min(0);

/** What the cast remembers. It follows from the entries alone, and is kept with the room. */
export const castStateSchema = z.strictObject({
  /** By reply, probe or follow-up, how often it was said. */
  given: z.record(text, count),
  /** By agreement, the entry that reached it. */
  agreed: z.record(text, count),
  /** Criteria of the cast's item that were met so far. */
  heard: z.array(text),
  /** By phase, the criteria of its item that hold after all that was said in it. */
  said: z.record(text, z.array(text)),
  /** The follow-up question that waits for an answer. */
  question: text.nullable(),
  /** The topic of the hint that was offered in the last answer. */
  offer: text.nullable(),
  /** Entries that nobody understood, the last ones. */
  unclear: z.array(count),
});

export type CastState = z.infer<typeof castStateSchema>;

export function emptyCastState(): CastState {
  return { given: {}, agreed: {}, heard: [], said: {}, question: null, offer: null, unclear: [] };
}
