import { useLive } from "../live/use-live.js";
import { Icon } from "../ui/icons.js";

/** Says that the connection is lost, that it is back, or that the run is being scored. */
export function ConnectionBanner() {
  const connection = useLive((state) => state.connection);
  const lostAt = useLive((state) => state.lostAt);
  const restored = useLive((state) => state.restored);
  const progress = useLive((state) => state.progress);
  const ended = useLive((state) => state.run?.clock.ended ?? false);
  const isScoring = connection === "scoring" || ended;
  return (
    <div role="status">
      {connection === "reconnecting" && (
        <p className="banner banner-lost">
          <Icon name="warning" /> Connection lost at {lostAt}, reconnecting…
        </p>
      )}
      {connection === "live" && restored && (
        <p className="banner banner-back">
          <Icon name="check" /> Reconnected; nothing was lost.
        </p>
      )}
      {(isScoring || progress !== null) && connection !== "reconnecting" && (
        <p className="banner">
          {isScoring && "The run is over. "}
          {progress?.stage ?? "Scoring"}
          <progress
            max={1}
            value={progress?.share ?? 0}
            aria-label={progress?.stage ?? "Scoring"}
          />
        </p>
      )}
    </div>
  );
}
