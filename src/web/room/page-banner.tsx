import { useLive, useLiveSession, useRun } from "../live/use-live.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icons.js";

/** The pager goes off: it stays in sight, over everything, until somebody has taken the page. */
export function PageBanner() {
  const live = useLiveSession();
  const tools = useRun((run) => run.tools);
  const { firing, acknowledged } = useRun((run) => run.room);
  const ended = useRun((run) => run.clock.ended);
  const pending = useLive((state) => state.pending);
  const pages = firing.filter(
    ({ alert, severity }) => severity === "page" && !acknowledged.includes(alert),
  );
  const page = pages[0];
  const canTake = tools.some(({ name }) => name === "acknowledge_page");
  const take = async (alert: string) => {
    // A refusal leaves the page in sight; taking it removes the button that had the focus.
    const taken = await live.act("acknowledge_page", { alert }).catch(() => null);
    if (taken) requestAnimationFrame(focusPanel);
  };
  const isShown = page !== undefined && canTake && !ended;
  return (
    <div className="page-banner" role="alert">
      {isShown && (
        <p className="banner banner-page">
          <Icon name="warning" />
          <span>
            You are paged: {page.alert} fires, nobody has taken it
            {pages.length > 1 && `, and ${pages.length - 1} more wait`}.
          </span>
          <Button
            kind="primary"
            size="small"
            aria-keyshortcuts="a"
            title="Acknowledge (a)"
            disabled={pending.includes("acknowledge_page")}
            onClick={() => void take(page.alert)}
          >
            Acknowledge
          </Button>
        </p>
      )}
    </div>
  );
}

function focusPanel(): void {
  if (document.activeElement === document.body) document.getElementById("panel")?.focus();
}
