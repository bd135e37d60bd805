import * as z from "zod";
import { problem } from "../../drill/problem.js";

const lineSchema = z.object({ id: z.string(), item: z.string(), text: z.string() });

export type BatchLine = z.infer<typeof lineSchema>;

/** Reads the whole batch before anything is judged, so that a slip in its last line does not cost the first results. */
export function readBatch(name: string, written: string): BatchLine[] {
  return written.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const where = `${name}:${index + 1}`;
    let given: unknown;
    try {
      given = JSON.parse(line);
    } catch (thrown) {
      const reason = "no JSON";
      throw problem("batch-malformed", { reason }, { where, cause: thrown });
    }
    const read = lineSchema.safeParse(given);
    if (read.success) return [read.data];
    const { path, message } = read.error.issues[0]!;
    throw problem("batch-malformed", { reason: `${path.join(".")}: ${message}` }, { where });
  });
}
