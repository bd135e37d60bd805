import type { ReactNode } from "react";
import { Link } from "../router.js";
import { buttonClass } from "./button.js";
import { ErrorState } from "./states.js";

/** A whole page that cannot be shown: what is wrong, what to do, and the way home. */
export function PageError({
  title,
  text,
  action,
}: {
  title: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <main>
      <h1 className="visually-hidden">Smokejumper</h1>
      <ErrorState
        title={title}
        text={text}
        action={
          <>
            {action}
            <Link href="/" className={buttonClass({ kind: action ? "quiet" : "primary" })}>
              All drills
            </Link>
          </>
        }
      />
    </main>
  );
}
