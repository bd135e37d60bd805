import { Status } from "../ui/status.js";

/** How a request or a span ended, as shape, word and colour. */
export function Outcome({ outcome }: { outcome: string }) {
  const health = outcome === "ok" ? "ok" : outcome === "in progress" ? "unknown" : "failing";
  return <Status health={health} word={outcome.replaceAll("-", " ")} />;
}
