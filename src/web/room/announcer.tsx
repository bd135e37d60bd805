import { useEffect, useRef, useState } from "react";
import type { LiveRun } from "../live/live-state.js";
import { useLiveSession } from "../live/use-live.js";
import { counted, nameTitle } from "../ui/format.js";
import { VisuallyHidden } from "../ui/visually-hidden.js";

/** News are gathered for so long before they are said, so that a storm is said once. */
const gatherMilliseconds = 2_500;
const kept = 6;

/** Says what has come, for those who listen: politely and in sum; only a page to oneself interrupts. */
export function Announcer() {
  const live = useLiveSession();
  const [said, setSaid] = useState<{ id: number; text: string }[]>([]);
  const [page, setPage] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    let known = countsOf(live.state().run);
    let id = 0;
    const tell = () => {
      timer.current = undefined;
      const { run } = live.state();
      if (!run) return;
      const { text, page: paged } = newsSince(run, known);
      known = countsOf(run);
      if (paged) setPage(paged);
      if (text) {
        id += 1;
        setSaid((before) => [...before.slice(1 - kept), { id, text }]);
      }
    };
    const stop = live.subscribe(() => {
      const now = countsOf(live.state().run);
      if (now.alerts === known.alerts && now.messages === known.messages) return;
      timer.current ??= setTimeout(tell, gatherMilliseconds);
    });
    return () => {
      stop();
      clearTimeout(timer.current);
    };
  }, [live]);

  return (
    <VisuallyHidden>
      <span role="log" aria-label="News">
        {said.map(({ id, text }) => (
          <span key={id}>{text} </span>
        ))}
      </span>
      <span role="alert">{page}</span>
    </VisuallyHidden>
  );
}

interface Counts {
  alerts: number;
  messages: number;
}

function countsOf(run: LiveRun | null): Counts {
  return { alerts: run?.alerts.length ?? 0, messages: run?.messages.length ?? 0 };
}

function newsSince(run: LiveRun, known: Counts): { text: string; page: string } {
  const alerts = run.alerts.slice(known.alerts);
  const firing = alerts.filter(({ state }) => state === "firing");
  const resolved = alerts.filter(({ state }) => state === "resolved");
  const messages = run.messages.slice(known.messages);
  const pages = messages.filter(({ channel }) => channel === "page");
  const talk = messages.filter(({ channel }) => channel !== "page");
  const words: string[] = [];
  if (firing.length > 2) {
    const groups = new Set(firing.map(({ on }) => on[0] ?? ""));
    words.push(`${counted(firing.length, "new alert")}, ${counted(groups.size, "group")}.`);
  } else {
    words.push(...firing.map(({ alert }) => `Alert ${nameTitle(alert)} fires.`));
  }
  if (resolved.length > 2) words.push(`${counted(resolved.length, "alert")} resolved.`);
  else words.push(...resolved.map(({ alert }) => `Alert ${nameTitle(alert)} is resolved.`));
  if (talk.length > 2) words.push(`${counted(talk.length, "new message")}.`);
  else words.push(...talk.map(({ from, text }) => `${nameTitle(from)} says: ${text}`));
  const page = pages.length > 1 ? `${counted(pages.length, "page")} to you.` : pages[0]?.text;
  return { text: words.join(" "), page: page ?? "" };
}
