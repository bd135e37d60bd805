import { useEffect, useMemo } from "react";
import { LiveSession } from "../live/live-session.js";
import { LiveProvider, useLive } from "../live/use-live.js";
import { go } from "../router.js";
import { PageError } from "../ui/page-error.js";
import { Doing } from "../ui/states.js";
import { type PanelName, panelNames } from "./panel-names.js";
import { RoomContext, RoomStore } from "./room-state.js";
import { Shell } from "./shell.js";
import "./war-room.css";

/** A run as it is played. */
export default function WarRoom({ session, panel }: { session: string; panel: string | null }) {
  const live = useMemo(() => new LiveSession(session), [session]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run begins with nothing open
  const store = useMemo(() => new RoomStore(), [session]);
  const shown = panelNames.find((name) => name === panel) ?? "map";
  return (
    <LiveProvider live={live}>
      <RoomContext value={store}>
        <Stage session={session} panel={shown} />
      </RoomContext>
    </LiveProvider>
  );
}

function Stage({ session, panel }: { session: string; panel: PanelName }) {
  const connection = useLive((state) => state.connection);
  const isGreeted = useLive((state) => state.run !== null);
  const progress = useLive((state) => state.progress);
  const failure = useLive((state) => state.failure);
  const title = useLive((state) => state.run?.drill.title ?? "War room");
  useEffect(() => {
    document.title = `${title} - Smokejumper`;
  }, [title]);
  useEffect(() => {
    if (connection === "done") go(`/debrief/${session}`, { replace: true });
  }, [connection, session]);

  if (failure) {
    return <PageError title={failure.title} text={failure.text} />;
  }
  if (connection === "done") return <Waiting stage="Loading the debrief" share={null} />;
  if (!isGreeted) {
    return (
      <Waiting stage={progress?.stage ?? "Loading the war room"} share={progress?.share ?? null} />
    );
  }
  return <Shell session={session} panel={panel} />;
}

function Waiting({ stage, share }: { stage: string; share: number | null }) {
  return (
    <main className="room-waiting">
      <h1 className="visually-hidden">War room</h1>
      <Doing stage={stage} share={share} />
    </main>
  );
}
