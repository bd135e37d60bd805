import { useMemo } from "react";
import { entryTitle } from "../../act/entry-title.js";
import { Link } from "../../router.js";
import { Badge } from "../../ui/badge.js";
import { formatNumber } from "../../ui/format.js";
import { Icon } from "../../ui/icons.js";
import { causeChainOf } from "../cause-chain.js";
import { useDebrief, usePaths } from "../debrief-context.js";
import { ratings } from "../how-screen.js";
import { verdictOf, verdictWords } from "../verdict.js";
import { windowInWords, worthOf } from "../worth.js";
import { Dimension } from "./dimension.js";
import { ReferencePart } from "./reference-part.js";
import "./why-screen.css";

const tones = { good: "ok", mixed: "degraded", bad: "failing" } as const;
const verdictTones = {
  passed: "ok",
  failed: "failing",
  incomplete: "degraded",
  error: "failing",
} as const;

/** The final state in words, the points with what they rest on, and how it all came about. */
export function WhyScreen() {
  const debrief = useDebrief();
  const { score, rating } = debrief;
  const verdict = verdictOf(debrief);
  return (
    <>
      <section className={`verdict verdict-${verdict.tone}`} aria-labelledby="verdict-title">
        <div>
          <h2 id="verdict-title" className={`is-${tones[verdict.tone]}`}>
            <Icon name={verdict.tone === "good" ? "check" : "warning"} size={20} />
            {verdict.heading}
          </h2>
          <p>{verdict.text}</p>
          {rating && (
            <p className="verdict-own">
              You said: {ratings[rating.overall - 1]?.word.toLowerCase()} ({rating.overall} of 5).
            </p>
          )}
        </div>
        <p className="verdict-score">
          <Badge tone={verdictTones[score.verdict]}>{verdictWords[score.verdict]}</Badge>
          <span>
            <strong>{score.points}</strong> of {score.max} points
          </span>
        </p>
      </section>

      <section aria-labelledby="points-title">
        <h2 id="points-title">Where the points are</h2>
        <div className="dimensions">
          {score.dimensions
            .filter(({ id }) => !score.unjudged.includes(id))
            .map((dimension) => (
              <Dimension key={dimension.id} dimension={dimension} />
            ))}
        </div>
        {score.unjudged.length > 0 && (
          <p className="why-note">
            Not judged, and in no total: {score.unjudged.map(titleOf(score.dimensions)).join(", ")}.
            These take words, which nobody has read yet.
          </p>
        )}
        <Adjustments />
      </section>

      <Worths />
      <Chain />
      <ReferencePart />
    </>
  );
}

function titleOf(dimensions: readonly { id: string; title: string }[]) {
  return (id: string) => dimensions.find((dimension) => dimension.id === id)?.title ?? id;
}

/** Hints and other things that took points, and what was changed about the clock, which took none. */
function Adjustments() {
  const { score, hintsTaken, pace } = useDebrief();
  const { moment } = usePaths();
  const { entries } = useDebrief();
  const lost = score.penalties.reduce((sum, { points }) => sum + Math.abs(points), 0);
  const atOf = (number: number) => entries.find(({ entry }) => entry === number)?.atUs ?? 0;
  if (hintsTaken === 0 && score.penalties.length === 0 && pace.length === 0) return null;
  return (
    <dl className="why-adjust">
      {(hintsTaken > 0 || lost > 0) && (
        <div>
          <dt>Hints</dt>
          <dd>
            {hintsTaken} taken{lost > 0 && `, ${formatNumber(lost)} points off`}.
          </dd>
        </div>
      )}
      {pace.length > 0 && (
        <div>
          <dt>Clock</dt>
          <dd>
            {pace.map(({ entry, clock, speed }, index) => (
              <span key={entry}>
                {index > 0 && ", "}
                <Link href={moment(atOf(entry))}>{clock}</Link> {speed}
              </span>
            ))}
            . Pauses and speed cost no points.
          </dd>
        </div>
      )}
    </dl>
  );
}

/** The acts on the system, each with what it was worth to users. */
function Worths() {
  const debrief = useDebrief();
  const { moment } = usePaths();
  const worths = useMemo(() => worthOf(debrief), [debrief]);
  const most = Math.max(1, ...worths.map(({ saved }) => Math.abs(saved ?? 0)));
  return (
    <section aria-labelledby="worth-title">
      <h2 id="worth-title">What your acts were worth</h2>
      <p className="why-note">
        Each is measured by running the same minutes with it and without it, with the same luck, on
        top of the acts before it. They do not add up to the total, because each counts only its
        window
        {debrief.valueWindowSeconds !== undefined &&
          `: the ${windowInWords(debrief.valueWindowSeconds)} after it`}
        .
      </p>
      {worths.length === 0 ? (
        <p className="why-empty">
          You changed nothing in the system, so there is nothing to measure.
        </p>
      ) : (
        <ul className="worths">
          {worths.map(({ entry, saved, text }) => (
            <li key={entry.entry}>
              <Link href={moment(entry.atUs)} aria-label={`${entry.clock}, show the moment`}>
                {entry.clock}
              </Link>
              <span className="worth-title">{entryTitle(entry)}</span>
              <span className="worth-bar" aria-hidden="true">
                <span
                  className={(saved ?? 0) < 0 ? "is-cost" : "is-gain"}
                  style={{ width: `${(Math.abs(saved ?? 0) / most) * 50}%` }}
                />
              </span>
              <span className="worth-text">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Chain() {
  const debrief = useDebrief();
  const { moment } = usePaths();
  const links = useMemo(() => causeChainOf(debrief), [debrief]);
  return (
    <section aria-labelledby="chain-title">
      <h2 id="chain-title">How it came about</h2>
      <ol className="chain">
        {links.map(({ atUs, clock, kind, title, text }) => (
          <li key={`${kind} ${clock} ${title}`} className={`chain-${kind}`}>
            {atUs !== null && clock !== null ? (
              <Link href={moment(atUs)} aria-label={`${clock}, show the moment`}>
                {clock}
              </Link>
            ) : (
              <span />
            )}
            <div>
              <strong>{title}</strong>
              {text !== "" && <p>{text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
