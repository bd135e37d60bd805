import { useEffect, useRef, useState } from "react";
import type { Debrief } from "../../server/api/debrief.js";
import { SiteHead } from "../drills/site-head.js";
import { go, Link } from "../router.js";
import { Badge } from "../ui/badge.js";
import { buttonClass } from "../ui/button.js";
import { Severity } from "../ui/severity.js";
import { DebriefContext } from "./debrief-context.js";
import { HowScreen } from "./how-screen.js";
import { NextScreen } from "./next/next-screen.js";
import { wasSkipped } from "./rating-skip.js";
import { type Screen, screenOf, screens } from "./screens.js";
import { type DebriefSource, pathOf } from "./source.js";
import { WhatScreen } from "./what/what-screen.js";
import { WhyScreen } from "./why/why-screen.js";

export function DebriefScreens({
  source,
  debrief,
  screen,
}: {
  source: DebriefSource;
  debrief: Debrief;
  screen: string | null;
}) {
  const { drill, session, readOnly, rating } = debrief;
  const [skipped, setSkipped] = useState(() => wasSkipped(session.id));
  const isRated = readOnly || rating !== null || skipped;
  const shown = screenOf(screen, isRated ? "what" : "how");
  const base = pathOf(source);
  const index = screens.findIndex(({ id }) => id === shown);
  const next = screens[index + 1];

  return (
    <DebriefContext value={{ debrief, source }}>
      <div className="site debrief">
        <SiteHead />
        <section className="debrief-head" aria-label="This run">
          <div className="debrief-title">
            <h1>{drill.title}</h1>
            <Severity level={drill.severity} />
            <span className="debrief-when">
              {drill.date}, seed {session.seed}
              {session.forkedFrom && `, tried again from ${session.forkedFrom.clock}`}
            </span>
            {readOnly && <Badge tone="info">Shared, read only</Badge>}
          </div>
          <nav aria-label="Debrief">
            <ol className="debrief-steps">
              {screens.map(({ id, title }, place) => (
                <li key={id}>
                  <Link href={`${base}/${id}`} aria-current={id === shown ? "step" : undefined}>
                    <span aria-hidden="true">{place + 1}</span> {title}
                  </Link>
                </li>
              ))}
            </ol>
          </nav>
        </section>
        <ScreenFrame screen={shown}>
          {shown === "how" && (
            <HowScreen
              onAnswered={(wasRated) => {
                if (!wasRated) setSkipped(true);
                go(`${base}/what`);
              }}
            />
          )}
          {shown === "what" && <WhatScreen />}
          {shown === "why" && (isRated ? <WhyScreen /> : <FirstYourOwn href={`${base}/how`} />)}
          {shown === "next" && <NextScreen />}
          {next && shown !== "how" && (
            <p className="debrief-on">
              <Link
                href={`${base}/${next.id}`}
                className={buttonClass({ kind: "primary", size: "large" })}
              >
                Go on: {next.title}
              </Link>
            </p>
          )}
        </ScreenFrame>
      </div>
    </DebriefContext>
  );
}

/** Takes the focus when another screen comes, so that it is not left on a link of the one before. */
function ScreenFrame({ screen, children }: { screen: Screen; children: React.ReactNode }) {
  const frame = useRef<HTMLElement>(null);
  const before = useRef(screen);
  useEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    scrollTo(0, 0);
    frame.current?.focus({ preventScroll: true });
  }, [screen]);
  return (
    <main id="main" ref={frame} tabIndex={-1} className={`debrief-screen debrief-${screen}`}>
      {children}
    </main>
  );
}

function FirstYourOwn({ href }: { href: string }) {
  return (
    <section className="debrief-narrow">
      <h2>First your own view</h2>
      <p>
        People learn more from a score when they have said before what they think. It takes one
        click, and you may skip it.
      </p>
      <p>
        <Link href={href} className={buttonClass({ kind: "primary" })}>
          How did it go?
        </Link>
      </p>
    </section>
  );
}
