import { randomUUID } from "node:crypto";
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
import { Problem, problem } from "../drill/problem.js";
import {
  decodeJournal,
  encodeJournal,
  type Journal,
  journalBounds,
  type LineProblem,
} from "../session/index.js";

/** A batch of a few thousand answers. */
const textBytes = 16 * 1024 * 1024;

/** The bytes of a file that may be a journal. */
export function readJournalBytes(path: string): Uint8Array {
  try {
    const reason = whyNoFile(path);
    if (reason !== null) throw problem("file-unreadable", { file: path, reason });
    const { size } = statSync(path);
    if (size > journalBounds.bytes) {
      throw problem("file-too-large", { bytes: size, limit: journalBounds.bytes }, { where: path });
    }
    return readFileSync(path);
  } catch (thrown) {
    throw fileProblem("file-unreadable", path, thrown);
  }
}

/** A text of people's own, of a size that people write. */
export function readTextFile(path: string): string {
  try {
    const reason = whyNoFile(path);
    if (reason !== null) throw problem("file-unreadable", { file: path, reason });
    const { size } = statSync(path);
    if (size > textBytes) {
      throw problem("file-too-large", { bytes: size, limit: textBytes }, { where: path });
    }
    return readFileSync(path, "utf8");
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

/**
 * Makes sure that a journal can be written to a path, before a run is spent on it. Only a sound journal is replaced:
 * anything else that is there may be dear to somebody.
 */
export function checkWritable(path: string): void {
  if (path === "") {
    const remedy = "give the path of a file";
    throw problem("option-invalid", { option: "--journal", value: path, remedy });
  }
  const reason = whyUnwritable(path);
  if (reason !== null) throw problem("file-unwritable", { file: path, reason });
}

function whyUnwritable(path: string): string | null {
  if (!existsSync(dirname(path))) return "its folder does not exist";
  if (!existsSync(path)) return null;
  const reason = whyNoFile(path);
  if (reason !== null) return reason;
  const { state } = decodeJournal(readJournalBytes(path));
  return state === "sound" ? null : "it exists and is not a sound journal";
}

/** Writes a journal whole or not at all. */
export function writeJournal(path: string, journal: Journal): void {
  // The draft stands beside the journal, since a file can be renamed only within its disk.
  const draft = `${path}.${randomUUID()}.part`;
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

/** Why a path that exists does not lead to a plain file: a device, for one, could be read without an end. */
function whyNoFile(path: string): string | null {
  const stats = statSync(path);
  if (stats.isFile()) return null;
  return stats.isDirectory() ? "it is a folder" : "it is not a plain file";
}

function fileProblem(code: "file-unreadable" | "file-unwritable", path: string, thrown: unknown) {
  if (thrown instanceof Problem) return thrown;
  const reason = (thrown as NodeJS.ErrnoException).code;
  if (reason === undefined) return thrown;
  if (reason === "ENOENT") return problem("file-missing", { file: path }, { cause: thrown });
  return problem(code, { file: path, reason }, { cause: thrown });
}
