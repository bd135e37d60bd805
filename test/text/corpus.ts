import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Labelled {
  id: string;
  item: string;
  kind: string;
  text: string;
  labels: Record<string, boolean>;
}

const folder = join(import.meta.dirname, "corpus");

/** The labelled texts whose file begins so. */
export function readCorpus(beginning: string): Labelled[] {
  const files = readdirSync(folder).filter((file) => file.startsWith(beginning));
  return files.sort().flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as Labelled),
  );
}
