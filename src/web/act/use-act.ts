import { useCallback, useRef, useState } from "react";
import type { Acted, ActInput } from "../live/act-queue.js";
import { ActRefused } from "../live/act-queue.js";
import { useLiveSession } from "../live/use-live.js";

export interface ActState {
  pending: boolean;
  refused: { message: string; remedy: string } | null;
  /** Resolves to null when the act was not taken; why is in `refused`. */
  act: (tool: string, input?: ActInput) => Promise<Acted | null>;
  clear: () => void;
}

/** One act at a time, with what came of it. */
export function useAct(): ActState {
  const live = useLiveSession();
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<ActState["refused"]>(null);
  const busy = useRef(false);

  const act = useCallback(
    async (tool: string, input: ActInput = {}) => {
      if (busy.current) return null;
      busy.current = true;
      setPending(true);
      setRefused(null);
      try {
        return await live.act(tool, input);
      } catch (error) {
        setRefused(
          error instanceof ActRefused
            ? { message: error.message, remedy: error.remedy }
            : { message: "It could not be done.", remedy: "Try again." },
        );
        return null;
      } finally {
        busy.current = false;
        setPending(false);
      }
    },
    [live],
  );
  const clear = useCallback(() => setRefused(null), []);
  return { pending, refused, act, clear };
}
