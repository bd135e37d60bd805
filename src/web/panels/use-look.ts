import { useCallback, useEffect, useRef, useState } from "react";
import { resultOf } from "../act/result-words.js";
import { type ActInput, ActRefused } from "../live/act-queue.js";
import type { LiveSession } from "../live/live-session.js";
import type { Check } from "../live/shapes.js";

export interface Look<Result> {
  /** The answer, while the next is on its way still the last one. */
  result: Result | null;
  /** The moment of which it is. */
  atUs: number | null;
  pending: boolean;
  refused: { message: string; remedy: string } | null;
  again: () => void;
}

interface Seen {
  key: string;
  atUs: number;
  result: unknown;
}

/** A look this young is shown again when its panel is opened again; looks are acts, and not everybody's habit of switching tabs should be one. */
const freshUs = 10_000_000;

/** The last look of each tool, for as long as the page lives. */
const seen = new WeakMap<LiveSession, Map<string, Seen>>();

/** Looks with a tool of the registry whenever its input changes; null looks at nothing. Every look is an entry of the journal. */
export function useLook<Result>(
  live: LiveSession,
  tool: string,
  input: ActInput | null,
  check: Check,
): Look<Result> {
  const key = input === null ? null : JSON.stringify(input);
  const [look, setLook] = useState<Omit<Look<Result>, "again">>(() => {
    const last = seen.get(live)?.get(tool);
    const isSame = last !== undefined && last.key === key;
    return {
      result: isSame ? (last.result as Result) : null,
      atUs: isSame ? last.atUs : null,
      pending: false,
      refused: null,
    };
  });
  const turn = useRef(0);

  const run = useCallback(
    async (key: string) => {
      turn.current += 1;
      const mine = turn.current;
      setLook((before) => ({ ...before, pending: true, refused: null }));
      try {
        const { entry, observation } = await live.act(tool, JSON.parse(key) as ActInput);
        const result = resultOf(observation);
        if (!check(result)) throw new TypeError("an answer of another form");
        if (mine !== turn.current) return;
        remember(live, tool, { key, atUs: entry.atUs, result });
        setLook({ result: result as Result, atUs: entry.atUs, pending: false, refused: null });
      } catch (error) {
        if (mine !== turn.current) return;
        const refused =
          error instanceof ActRefused
            ? { message: error.message, remedy: error.remedy }
            : { message: "The answer cannot be read.", remedy: "Load the page again." };
        setLook((before) => ({ ...before, pending: false, refused }));
      }
    },
    [live, tool, check],
  );

  useEffect(() => {
    if (key === null) return;
    const last = seen.get(live)?.get(tool);
    if (last?.key === key && live.nowUs() - last.atUs < freshUs) {
      setLook({ result: last.result as Result, atUs: last.atUs, pending: false, refused: null });
      return;
    }
    void run(key);
    return () => {
      turn.current += 1;
    };
  }, [key, live, run, tool]);

  const again = useCallback(() => {
    if (key !== null) void run(key);
  }, [key, run]);
  return { ...look, again };
}

function remember(live: LiveSession, tool: string, look: Seen): void {
  const looks = seen.get(live) ?? new Map<string, Seen>();
  looks.set(tool, look);
  seen.set(live, looks);
}
