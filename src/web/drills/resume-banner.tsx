import type { SessionSummary } from "../../server/api/documents.js";
import { Link } from "../router.js";
import { buttonClass } from "../ui/button.js";

/** A run that goes on is what somebody who comes back is looking for. */
export function ResumeBanner({ session }: { session: SessionSummary }) {
  return (
    <section className="resume" aria-label="A run that goes on">
      <p>
        <strong>{session.title}</strong> goes on: it is {session.clock} there, and the clock waits
        while you are away.
      </p>
      <Link href={`/play/${session.id}`} className={buttonClass()}>
        Go back to it
      </Link>
    </section>
  );
}
