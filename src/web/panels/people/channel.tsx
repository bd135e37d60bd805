import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { personNameOf } from "../../act/names.js";
import { ActRefused } from "../../live/act-queue.js";
import type { LiveSession } from "../../live/live-session.js";
import { useRun } from "../../live/use-live.js";
import { Button } from "../../ui/button.js";
import { counted } from "../../ui/format.js";
import { Composer } from "./composer.js";
import { pagerChannel, saidIn } from "./conversation.js";
import { ReadAloud } from "./read-aloud.js";

/** How near to the end counts as reading the newest. */
const nearEndPixels = 60;

/** One channel: what was said, and the place to write. */
export function Channel({
  live,
  channel,
  title,
}: {
  live: LiveSession;
  channel: string;
  title: string;
}) {
  const drill = useRun((run) => run.drill);
  const messages = useRun((run) => run.messages);
  const entries = useRun((run) => run.entries);
  const canWrite = useRun((run) => run.tools.some(({ name }) => name === "send_message"));
  const said = useMemo(() => saidIn(channel, messages, entries), [channel, messages, entries]);
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const log = useRef<HTMLDivElement>(null);
  const [below, setBelow] = useState(0);
  const follows = useRef(true);
  const shown = useRef(said.length);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is shown
  useLayoutEffect(() => {
    const { current: list } = log;
    if (!list) return;
    if (follows.current) list.scrollTop = list.scrollHeight;
    else setBelow((count) => count + Math.max(0, said.length - shown.current));
    shown.current = said.length;
  }, [said.length, sending]);

  const send = async (text: string) => {
    setProblem(null);
    setSending(text);
    follows.current = true;
    try {
      await live.act("send_message", { channel, text });
      return true;
    } catch (error) {
      const why = error instanceof ActRefused ? `${error.message} ${error.remedy}` : "Try again.";
      setProblem(`Not sent. ${why}`);
      return false;
    } finally {
      setSending(null);
    }
  };
  const toEnd = () => {
    follows.current = true;
    setBelow(0);
    log.current?.scrollTo({ top: log.current.scrollHeight });
    log.current?.focus();
  };

  return (
    <div className="channel">
      <div
        className="channel-log"
        role="log"
        aria-label={`${title}: what is said`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard
        tabIndex={0}
        ref={log}
        onScroll={({ currentTarget }) => {
          const { scrollHeight, scrollTop, clientHeight } = currentTarget;
          follows.current = scrollHeight - scrollTop - clientHeight < nearEndPixels;
          if (follows.current && below > 0) setBelow(0);
        }}
      >
        {said.length === 0 && !sending && (
          <p className="channel-empty">
            {channel === pagerChannel ? "The pager is silent." : "Nothing was said here yet."}
          </p>
        )}
        {said.map(({ key, clock, from, text }) => (
          <article key={key} className={from === null ? "said is-own" : "said"}>
            <header>
              <strong>{from === null ? "You" : personNameOf(from, drill)}</strong>
              <time>{clock}</time>
              {from !== null && <span className="said-role">{roleOf(from, drill.people)}</span>}
            </header>
            <p>{text}</p>
          </article>
        ))}
        {sending !== null && (
          <article className="said is-own is-sending">
            <header>
              <strong>You</strong>
              <span>sending …</span>
            </header>
            <p>{sending}</p>
          </article>
        )}
      </div>
      {below > 0 && (
        <Button size="small" className="channel-below" onClick={toEnd}>
          {counted(below, "new message")} below
        </Button>
      )}
      {problem && (
        <p className="channel-problem" role="alert">
          {problem}
        </p>
      )}
      {channel !== pagerChannel && canWrite && (
        <Composer
          session={live.id}
          channel={channel}
          title={title}
          busy={sending !== null}
          onSend={send}
          aside={<ReadAloud said={said} drill={drill} />}
        />
      )}
      {channel === pagerChannel && (
        <>
          <PagerActs live={live} />
          <ReadAloud said={said} drill={drill} />
        </>
      )}
    </div>
  );
}

function roleOf(id: string, people: readonly { id: string; role: string }[]): string {
  return people.find((person) => person.id === id)?.role ?? "";
}

/** Alerts that fire and that nobody has taken, each with the act that takes it. */
function PagerActs({ live }: { live: LiveSession }) {
  const room = useRun((run) => run.room);
  const canTake = useRun((run) => run.tools.some(({ name }) => name === "acknowledge_page"));
  const [busy, setBusy] = useState<string | null>(null);
  const open = room.firing.filter(({ alert }) => !room.acknowledged.includes(alert));
  const list = useRef<HTMLUListElement>(null);
  if (!canTake) return null;
  const take = async (alert: string) => {
    setBusy(alert);
    await live.act("acknowledge_page", { alert }).catch(() => null);
    setBusy(null);
    // The button that was pressed is gone with its alert.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) list.current?.focus();
    });
  };
  return (
    <ul className="pager-acts" ref={list} tabIndex={-1} aria-label="Alerts to take">
      {open.map(({ alert }) => (
        <li key={alert}>
          <span>{alert} fires</span>
          <Button
            kind="primary"
            aria-disabled={busy !== null}
            aria-label={`Acknowledge ${alert}`}
            onClick={() => busy === null && take(alert)}
          >
            {busy === alert ? "Sending …" : "Acknowledge"}
          </Button>
        </li>
      ))}
      {open.length === 0 && (
        <li className="pager-quiet">
          {room.firing.length === 0 ? "No alert fires." : "Every alert that fires is acknowledged."}
        </li>
      )}
    </ul>
  );
}
