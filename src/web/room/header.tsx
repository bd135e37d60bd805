import { useClock, useLive, useLiveSession, useRun } from "../live/use-live.js";
import { usersHealth } from "../map/health.js";
import { Link } from "../router.js";
import { chooseTheme, useTheme } from "../theme/theme.js";
import { Button, IconButton } from "../ui/button.js";
import { formatValue, writeValue } from "../ui/format.js";
import { Icon } from "../ui/icons.js";
import { commandKey, Kbd } from "../ui/kbd.js";
import { Severity } from "../ui/severity.js";
import { StatusShape } from "../ui/status.js";
import { VisuallyHidden } from "../ui/visually-hidden.js";
import { Pace } from "./pace.js";
import { useRoomStore, useRoomUi } from "./room-state.js";
import { useShownRow } from "./shown-row.js";
import "./header.css";

/** What this is about, what time it is, and who is hurting. */
export function Header() {
  const drill = useRun((run) => run.drill);
  const incident = useRun((run) => run.room.incident);
  const store = useRoomStore();
  const theme = useTheme();
  return (
    <header className="room-header">
      <div className="header-what">
        <Link href="/" className="header-home" aria-label="All drills" title="All drills">
          <Icon name="left" />
        </Link>
        <Severity level={incident?.severity ?? drill.severity} />
        <div className="header-titles">
          <h1 title={incident?.title ?? drill.title}>{incident?.title ?? drill.title}</h1>
          {incident && <p title={drill.title}>Drill: {drill.title}</p>}
        </div>
      </div>
      <div className="header-time">
        <Clock />
        <Pace />
      </div>
      <Harm />
      <div className="header-tools">
        <Freeze />
        <IconButton
          className="header-theme"
          label={theme === "dark" ? "Light colours" : "Dark colours"}
          onClick={() => chooseTheme(theme === "dark" ? "light" : "dark")}
        >
          <Icon name={theme === "dark" ? "sun" : "moon"} />
        </IconButton>
        <IconButton label="Keys and help" onClick={() => store.set({ helpOpen: true })}>
          <Icon name="help" />
        </IconButton>
        <Button className="header-actions" onClick={() => store.set({ paletteOpen: true })}>
          Actions <Kbd keys={`${commandKey} K`} />
        </Button>
      </div>
    </header>
  );
}

function Clock() {
  const clock = useClock();
  const paused = useRun((run) => run.clock.paused !== null);
  return (
    <time className={paused ? "header-clock is-paused" : "header-clock"}>
      <VisuallyHidden>The drill's time is </VisuallyHidden>
      {clock}
    </time>
  );
}

function Freeze() {
  const frozenAtUs = useRoomUi((ui) => ui.frozenAtUs);
  const store = useRoomStore();
  const live = useLiveSession();
  const isFrozen = frozenAtUs !== null;
  return (
    <Button
      kind={isFrozen ? "primary" : "quiet"}
      className="header-freeze"
      aria-label="Freeze the view"
      aria-pressed={isFrozen}
      title="Freeze the view: map and charts stand still while the world goes on (f)"
      onClick={() => store.set({ frozenAtUs: isFrozen ? null : live.nowUs() })}
    >
      <Icon name="freeze" />
      {isFrozen && "Frozen"}
    </Button>
  );
}

function Harm() {
  const source = useRun((run) => run.drill.source);
  const matrix = useRun((run) => run.matrix);
  const row = useShownRow();
  const success = matrix.valueAt(matrix.find("success_share", source), row);
  const rate = matrix.valueAt(matrix.find("rate", source), row);
  const failing = success === null ? null : 1 - success;
  const health = usersHealth(success);
  const { number, unit } = writeValue(failing, "share");
  const connection = useLive((state) => state.connection);
  return (
    <p className={connection === "live" ? "header-harm" : "header-harm is-old"}>
      <StatusShape health={health} named />
      <strong className={`is-${health}`}>
        {number} {unit}
      </strong>{" "}
      <span>
        of users failing
        {failing !== null && rate !== null && `, ${formatValue(failing * rate, "per-second")}`}
      </span>
    </p>
  );
}
