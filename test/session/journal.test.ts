import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  decodeJournal,
  encodeJournal,
  type Journal,
  journalBounds,
  openSession,
} from "../../src/session/index.js";
import {
  drill,
  linesOf,
  openings,
  playedRun,
  rechained,
  sealed,
  textOf,
  verifyText,
} from "./support.js";

let journal: Journal;
let lines: string[];
let bytes: Uint8Array;

beforeAll(async () => {
  journal = await sealed(await playedRun());
  lines = linesOf(journal);
  bytes = new TextEncoder().encode(encodeJournal(journal));
});

describe("a journal", () => {
  test("is a header, entries and a footer, one line each, and reads back to the same bytes", () => {
    expect(lines).toHaveLength(journal.entries.length + 2);
    const decoded = decodeJournal(bytes);
    expect(decoded).toEqual({ state: "sound", journal });
    expect(decoded.state === "sound" && encodeJournal(decoded.journal)).toBe(textOf(lines));
  });

  test("says what the run is a function of", () => {
    expect(journal.header).toMatchObject({
      schema: "smokejumper.journal/1",
      engine: "1",
      drill: { id: "two-services" },
      seed: 1,
      seats: [{ seat: "player", player: "test" }],
      clock: { mode: "stepped", epoch: "2026-01-02T12:00:00Z", openedAtUs: 180_000_000 },
    });
  });

  test("cannot be changed from outside", () => {
    expect(() => Object.assign(journal.entries[0]!, { tool: "finish" })).toThrow(TypeError);
    expect(() => Object.assign(journal.entries[5]!.effect!, { changed: false })).toThrow(TypeError);
  });

  test("is verified", async () => {
    expect(await verifyText(bytes)).toEqual({
      verdict: "match",
      problems: [],
      journal,
      otherJudges: [],
    });
  });

  test("on a wall clock is verified as well", async () => {
    const onWall = await sealed(await playedRun("wall"));
    expect((await verifyText(encodeJournal(onWall))).verdict).toBe("match");
  });
});

describe("verify fails on", () => {
  const mismatch = async (text: string | Uint8Array) => {
    const { verdict, problems } = await verifyText(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(verdict).toBe("mismatch");
    return problems[0]!;
  };

  test("any byte changed", async () => {
    const position = fc.integer({ min: 0, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async (at, difference) => {
        const changed = bytes.slice();
        changed[at] = changed[at]! ^ difference;
        await mismatch(changed);
      }),
      { numRuns: 1000 },
    );
  });

  test("any byte deleted or inserted", async () => {
    const position = fc.integer({ min: 0, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        await mismatch(new Uint8Array([...bytes.slice(0, at), ...bytes.slice(at + 1)]));
        // Doubling a line feed at the end, or any other byte, is an insertion like any other.
        await mismatch(new Uint8Array([...bytes.slice(0, at), byte, ...bytes.slice(at)]));
      }),
      { numRuns: 300 },
    );
  });

  test("any line deleted, doubled or swapped with another", async () => {
    for (let line = 0; line < lines.length; line++) {
      const footerOnly = line === lines.length - 1;
      if (!footerOnly) await mismatch(textOf(lines.toSpliced(line, 1)));
      await mismatch(textOf(lines.toSpliced(line, 0, lines[line]!)));
      for (let other = 0; other < line; other++) {
        await mismatch(textOf(lines.with(line, lines[other]!).with(other, lines[line]!)));
      }
    }
  });

  test("any truncation, and says when only the footer is missing", async () => {
    const text = textOf(lines);
    const unfinished = textOf(lines.slice(0, -1)).length;
    for (let length = lines[0]!.length; length < text.length; length += 37) {
      if (length !== unfinished)
        expect((await verifyText(text.slice(0, length))).verdict).not.toBe("match");
    }
    expect(await verifyText(textOf(lines.slice(0, -1)))).toMatchObject({
      verdict: "unfinished",
      problems: [{ line: lines.length - 1 }],
    });
    await mismatch(text.slice(0, -1));
  });

  /** Edits one line and makes the chain anew; returns where verify finds it. */
  const forge = async (line: number, edit: (content: Record<string, never>) => object) => {
    const forged = lines.map((text) => JSON.parse(text));
    forged[line] = edit(forged[line]);
    return mismatch(rechained(forged));
  };

  test("an effect edited and re-chained", async () => {
    const rollBack = journal.entries.findIndex(({ tool }) => tool === "roll_back") + 1;
    const other = { changed: false, changes: [] };
    expect(await forge(rollBack, (entry) => ({ ...entry, effect: other }))).toEqual({
      line: rollBack + 1,
      what: "the effect of roll_back is not what the simulation gives",
    });
    const observed = journal.entries.findIndex(({ tool }) => tool === "show_topology") + 1;
    await forge(observed, (entry) => ({ ...entry, effect: other }));
  });

  test("an observation, an input, a time or a tool edited and re-chained", async () => {
    await forge(1, (entry) => ({ ...entry, observation: "0".repeat(64) }));
    await forge(5, (entry) => ({ ...entry, input: { channel: "on-call", text: "" } }));
    await forge(4, (entry) => ({ ...entry, atUs: Number(entry.atUs) + 1 }));
    await forge(1, (entry) => ({ ...entry, tool: "list_alerts" }));
    await forge(1, (entry) => ({ ...entry, seat: "somebody" }));
  });

  test("a header or footer edited and re-chained", async () => {
    await forge(0, (header) => ({ ...header, seed: 2 }));
    await forge(0, (header) => ({
      ...header,
      drill: { ...(header.drill as object), world: "0".repeat(64) },
    }));
    await forge(0, (header) => ({
      ...header,
      clock: { ...(header.clock as object), openedAtUs: 0 },
    }));
    const footer = lines.length - 1;
    await forge(footer, (content) => ({ ...content, worldHash: "0".repeat(32) }));
    await forge(footer, (content) => ({ ...content, scoreHash: "f".repeat(64) }));
    await forge(footer, (content) => ({ ...content, scoreHash: null, rubricVersion: null }));
    await forge(footer, (content) => ({ ...content, rubricVersion: "2" }));
    await forge(footer, (content) => ({ ...content, entries: 1 }));
  });

  test("entries taken out and re-chained", async () => {
    const parsed = lines.map((text) => JSON.parse(text));
    const footer = { ...parsed.at(-1), entries: parsed.length - 3 };
    const numbered = (entry: object, index: number) => ({ ...entry, entry: index + 1 });
    const fewer = parsed.slice(1, -1).toSpliced(2, 1).map(numbered);
    await mismatch(rechained([parsed[0], ...fewer, footer]));
  });

  test("numbers written in another way", async () => {
    expect(await mismatch(textOf(lines).replace('"seed":1', '"seed":1.0'))).toEqual({
      line: 1,
      what: "the header is not written in canonical form",
    });
  });
});

describe("what is not a journal of ours", () => {
  test.each([
    ["nothing", ""],
    ["another JSON Lines file", '{"a":1}\n{"a":2}\n'],
    ["text", "Once upon a time.\n"],
  ])("is foreign: %s", async (_, text) => {
    expect((await verifyText(text)).verdict).toBe("foreign");
  });

  test("another engine's journal is refused with both versions named", async () => {
    const parsed = lines.map((text) => JSON.parse(text));
    await expect(
      verifyText(rechained([{ ...parsed[0], engine: "7" }, ...parsed.slice(1)])),
    ).rejects.toMatchObject({
      code: "journal-engine",
      exitCode: 2,
      message: expect.stringMatching(/7.*1/),
    });
  });

  test("lines and files beyond all measure are refused before they are parsed", async () => {
    const long = textOf([lines[0]!, `{"chain":"${"0".repeat(journalBounds.lineBytes)}"}`]);
    expect((await verifyText(long)).verdict).toBe("mismatch");
    expect(decodeJournal(new Uint8Array(journalBounds.bytes + 1)).state).toBe("foreign");
  });

  test("names that would steer a terminal, and seats named alike, are refused", async () => {
    const [header, ...rest] = lines.map((text) => JSON.parse(text));
    const seats = (...names: [seat: string, player: string][]) =>
      names.map(([seat, player]) => ({ seat, player }));
    for (const hostile of [
      seats(["player", "\u001b[2Jtest"]),
      seats(["pl\u202eayer", "test"]),
      seats(["player", "one"], ["player", "two"]),
    ]) {
      const { verdict, problems } = await verifyText(
        rechained([{ ...header, seats: hostile }, ...rest]),
      );
      expect(verdict).toBe("mismatch");
      expect(problems[0]).toMatchObject({
        line: 1,
        what: expect.stringMatching(/^the header: seats/),
      });
      const options = { drill, seed: 1, seats: hostile, clock: "stepped", openings } as const;
      await expect(openSession(options)).rejects.toMatchObject({ code: "value-invalid" });
    }
    const key = textOf(lines).replace('"input":{}', '"input":{},"\\u001b[2J":1');
    expect(JSON.stringify((await verifyText(key)).problems)).not.toMatch(/\\u001b/);
  });

  test("hostile nesting and reserved keys do no harm", async () => {
    const nested = `{"chain":${"[".repeat(100_000)}`;
    expect((await verifyText(textOf([lines[0]!, nested]))).verdict).toBe("mismatch");
    const reserved = lines[1]!.replace('"input":{}', '"input":{"__proto__":{"polluted":true}}');
    expect((await verifyText(textOf(lines.with(1, reserved)))).verdict).toBe("mismatch");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
