/** What is said in the channels: messages that came, and what oneself wrote. */
import type { EntryView } from "../../../server/api/documents.js";
import type { DrillView, Message } from "../../../server/api/live.js";

/** The pager's channel, which nobody can write to. */
export const pagerChannel = "page";

export interface Said {
  key: string;
  atUs: number;
  clock: string;
  /** The id of a person, or `pager`; null for oneself. */
  from: string | null;
  text: string;
}

/** The pager first, as it is what a drill begins with; then the drill's channels. */
export function channelsOf({ channels }: Pick<DrillView, "channels">): string[] {
  return [pagerChannel, ...channels.filter((channel) => channel !== pagerChannel)];
}

export function saidIn(
  channel: string,
  messages: readonly Message[],
  entries: readonly EntryView[],
): Said[] {
  const came = messages
    .filter((message) => message.channel === channel)
    .map(({ number, atUs, clock, from, text }) => ({ key: `m${number}`, atUs, clock, from, text }));
  const own = entries
    .filter(({ tool, input }) => tool === "send_message" && input.channel === channel)
    .map(({ entry, atUs, clock, input }) => ({
      key: `e${entry}`,
      atUs,
      clock,
      from: null,
      text: String(input.text ?? ""),
    }));
  return [...came, ...own].sort((a, b) => a.atUs - b.atUs);
}

/** The channel in which something was said last; the first of one's own while nothing was. */
export function liveliestChannel(
  channels: readonly string[],
  messages: readonly Message[],
): string {
  const last = messages.findLast(({ channel }) => channels.includes(channel));
  return last?.channel ?? channels[1] ?? channels[0] ?? pagerChannel;
}

/** By channel, how many messages came after the last that was seen there. */
export function unreadIn(
  messages: readonly Message[],
  seen: Readonly<Record<string, number>>,
): Record<string, number> {
  const unread: Record<string, number> = {};
  for (const { channel, number } of messages) {
    if (number > (seen[channel] ?? -1)) unread[channel] = (unread[channel] ?? 0) + 1;
  }
  return unread;
}
