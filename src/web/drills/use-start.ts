import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RequestFailed } from "../api/call.js";
import { startSession } from "../api/documents.js";
import { go } from "../router.js";

export interface Start {
  start: (drill: string) => void;
  /** The drill that is being started. */
  starting: string | null;
  /** The drill that could not be started, and why. */
  failed: { drill: string; text: string } | null;
}

/** Begins a run with one act and goes there. */
export function useStart(): Start {
  const queries = useQueryClient();
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (drill: string) => startSession(drill),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ["sessions"] });
      go(`/play/${id}`);
    },
  });
  const text =
    error instanceof RequestFailed
      ? `${error.message} ${error.remedy}`
      : "It could not be started. Try again.";
  return {
    start: (drill) => !isPending && mutate(drill),
    starting: isPending ? variables : null,
    failed: error && variables !== undefined ? { drill: variables, text } : null,
  };
}
