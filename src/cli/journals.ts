import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { problem } from "../drill/problem.js";
import {
  decodeJournal,
  encodeJournal,
  type Journal,
  journalBounds,
  type LineProblem,
} from "../session/index.js";

/** The bytes of a file that may be a journal. */
export function readJournalBytes(path: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > journalBounds.bytes) {
      throw problem("file-too-large", { bytes: size, limit: journalBounds.bytes }, { where: path });
    }
    return readFileSync(path);
  } catch (thrown) {
    throw fileProblem("file-unreadable", path, thrown);
  }
}

/** A sound journal from a file. Throws the problem of any other file. */
export function readJournal(path: string): Journal {
  const decoded = decodeJournal(readJournalBytes(path));
  if (decoded.state === "sound") return decoded.journal;
  const { line, what } = decoded.problems[0]!;
  throw decoded.state === "foreign"
    ? problem("journal-foreign", { reason: what }, { where: path })
    : problem("journal-mismatch", { reason: what }, { where: `${path}:${line}` });
}

/** Makes sure that a journal can be written to a path, before a run is spent on it. */
export function checkWritable(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw problem("file-unwritable", { file: path, reason: "it is a folder" });
  }
  if (!existsSync(dirname(path))) {
    throw problem("file-unwritable", { file: path, reason: "its folder does not exist" });
  }
}

/** Writes a journal whole or not at all. */
export function writeJournal(path: string, journal: Journal): void {
  const draft = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, encodeJournal(journal));
    renameSync(draft, path);
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw fileProblem("file-unwritable", path, thrown);
  }
}

/** A problem of a journal on one line. */
export function describeLine(path: string, { line, what }: LineProblem): string {
  return `${line === 0 ? path : `${path}:${line}`}: ${what}`;
}

function fileProblem(code: "file-unreadable" | "file-unwritable", path: string, thrown: unknown) {
  const reason = (thrown as NodeJS.ErrnoException).code;
  if (reason === undefined) return thrown;
  if (reason === "ENOENT") return problem("file-missing", { file: path }, { cause: thrown });
  return problem(code, { file: path, reason }, { cause: thrown });
}
