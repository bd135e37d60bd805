import { useEffect, useMemo, useState } from "react";
import { useRun } from "../../live/use-live.js";
import type { PanelProps } from "../../room/room-state.js";
import { counted, nameTitle } from "../../ui/format.js";
import { Tabs } from "../../ui/tabs.js";
import { VisuallyHidden } from "../../ui/visually-hidden.js";
import { Channel } from "./channel.js";
import { channelsOf, liveliestChannel, pagerChannel, unreadIn } from "./conversation.js";
import { HintButton } from "./hint-button.js";
import { Hints } from "./hints.js";
import { readPlace, writePlace } from "./kept-place.js";
import { QuickActs } from "./quick-acts.js";
import "./people.css";

const hintsTab = "hints of this drill";

/** Who is there: channels as tabs, what is said in them, and what one can say and do towards people. */
export default function People({ live }: PanelProps) {
  const drill = useRun((run) => run.drill);
  const messages = useRun((run) => run.messages);
  const hintsTaken = useRun((run) => run.room.hintsTaken);
  const channels = useMemo(() => channelsOf(drill), [drill]);
  const [kept] = useState(() => readPlace(live.id));
  const [chosen, setChosen] = useState(() => {
    const isThere = kept && (kept.chosen === hintsTab || channels.includes(kept.chosen));
    return isThere ? kept.chosen : liveliestChannel(channels, messages);
  });
  const [seen, setSeen] = useState(() => kept?.seen ?? lastNumbers(messages));
  useEffect(() => writePlace(live.id, { chosen, seen }), [live, chosen, seen]);

  useEffect(() => {
    const last = messages.findLast(({ channel }) => channel === chosen);
    if (last) setSeen((before) => ({ ...before, [chosen]: last.number }));
  }, [messages, chosen]);

  const unread = unreadIn(messages, { ...seen, [chosen]: Number.POSITIVE_INFINITY });
  const elsewhere = Object.entries(unread).map(
    ([channel, count]) => `${counted(count, "new message")} in ${channelTitle(channel)}`,
  );
  const tabs = [
    ...channels.map((channel) => ({
      id: channel,
      label: (
        <>
          {channelTitle(channel)}
          {unread[channel] !== undefined && (
            <span className="unread">
              {unread[channel]}
              <VisuallyHidden> new</VisuallyHidden>
            </span>
          )}
        </>
      ),
    })),
    ...(hintsTaken > 0 ? [{ id: hintsTab, label: "Hints" }] : []),
  ];

  return (
    <div className="people">
      <VisuallyHidden role="status">{elsewhere.join(", ")}</VisuallyHidden>
      <Tabs
        className="people-tabs"
        tabs={tabs}
        chosen={chosen}
        onChoose={setChosen}
        label="Channels"
      >
        {chosen === hintsTab ? (
          <Hints live={live} />
        ) : (
          <Channel key={chosen} live={live} channel={chosen} title={channelTitle(chosen)} />
        )}
      </Tabs>
      <QuickActs />
      <HintButton onTaken={() => setChosen(hintsTab)} />
    </div>
  );
}

export function channelTitle(channel: string): string {
  return channel === pagerChannel ? "Pager" : nameTitle(channel);
}

function lastNumbers(messages: readonly { channel: string; number: number }[]) {
  const last: Record<string, number> = {};
  for (const { channel, number } of messages) last[channel] = number;
  return last;
}
