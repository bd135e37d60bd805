import { Component, lazy, type ReactNode, Suspense } from "react";
import { Queries } from "./api/queries.js";
import { usePlace } from "./router.js";
import { Button } from "./ui/button.js";
import { PageError } from "./ui/page-error.js";
import { Loading } from "./ui/states.js";

const DrillList = lazy(() => import("./drills/drill-list.js"));
const WarRoom = lazy(() => import("./room/war-room.js"));
const DebriefPage = lazy(() => import("./debrief/debrief-page.js"));

export function App() {
  const place = usePlace();
  const key = "session" in place ? place.session : "token" in place ? place.token : place.name;
  return (
    <Boundary key={`${place.name}/${key}`}>
      <Queries>
        <Suspense fallback={<Loading what="the page" />}>
          {place.name === "drills" && <DrillList />}
          {place.name === "play" && <WarRoom session={place.session} panel={place.panel} />}
          {place.name === "debrief" && (
            <DebriefPage source={{ session: place.session }} screen={place.screen} />
          )}
          {place.name === "shared" && (
            <DebriefPage source={{ token: place.token }} screen={place.screen} />
          )}
          {place.name === "unknown" && (
            <PageError
              title="There is no such page"
              text={`Nothing is at ${place.path}. The address may be mistyped, or the run was deleted.`}
            />
          )}
        </Suspense>
      </Queries>
    </Boundary>
  );
}

/** One page: another one begins at its top, and one that breaks does not leave an empty window. */
class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidMount() {
    void scrollTo(0, 0);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <PageError
        title="This page has a fault and could not be shown"
        text="Your run is safe on the server: every act that was confirmed is kept. Load the page again to go on."
        action={
          <Button kind="primary" onClick={() => location.reload()}>
            Load again
          </Button>
        }
      />
    );
  }
}
