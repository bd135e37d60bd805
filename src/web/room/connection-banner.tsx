import { useLive } from "../live/use-live.js";
import { Icon } from "../ui/icons.js";

/** Says that the connection is lost, that it is back, or that the run is being brought back into memory. */
export function ConnectionBanner() {
  const connection = useLive((state) => state.connection);
  const lostAt = useLive((state) => state.lostAt);
  const restored = useLive((state) => state.restored);
  const progress = useLive((state) => state.progress);
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
      {connection === "live" && progress !== null && (
        <p className="banner">
          {progress.stage}
          <progress max={1} value={progress.share} aria-label={progress.stage} />
        </p>
      )}
    </div>
  );
}
