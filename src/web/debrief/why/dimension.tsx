import type { Score } from "../../../server/api/debrief.js";
import { entryTitle } from "../../act/entry-title.js";
import { Link } from "../../router.js";
import { nameTitle } from "../../ui/format.js";
import { Icon } from "../../ui/icons.js";
import { useDebrief, usePaths } from "../debrief-context.js";
import "./dimension.css";

/** One dimension: its level on its scale, and each point with the moments that it rests on. */
export function Dimension({ dimension }: { dimension: Score["dimensions"][number] }) {
  const { title, level, levels, points, max, criteria } = dimension;
  const reached = levels.indexOf(level);
  return (
    <article className="dimension">
      <header>
        <h3>{title}</h3>
        <span className="dimension-points">
          <strong>{points ?? 0}</strong> of {max}
        </span>
      </header>
      <ol className="level-scale" aria-label={`Level: ${level}`}>
        {levels.map((name, index) => (
          <li
            key={name}
            className={index <= reached ? "is-reached" : ""}
            aria-current={name === level ? "true" : undefined}
          >
            {nameTitle(name)}
          </li>
        ))}
      </ol>
      <ul className="criteria">
        {criteria.map((criterion) => (
          <li key={criterion.id} className={criterion.met ? "is-met" : "is-missed"}>
            <Icon name={criterion.met ? "check" : "close"} size={14} />
            <div>
              <p>
                <span className="visually-hidden">{criterion.met ? "Earned: " : "Missed: "}</span>
                {criterion.text}
              </p>
              <p className="criterion-foot">
                {criterion.points} of {criterion.max} points
                <Evidence entries={criterion.evidence} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </article>
  );
}

function Evidence({ entries: numbers }: { entries: readonly number[] }) {
  const { entries } = useDebrief();
  const { moment } = usePaths();
  const cited = numbers.flatMap((number) => entries.find(({ entry }) => entry === number) ?? []);
  if (cited.length === 0) return null;
  return (
    <>
      {", seen at "}
      {cited.map((one, index) => (
        <span key={one.entry}>
          {index > 0 && ", "}
          <Link
            href={moment(one.atUs)}
            aria-label={`${one.clock}: ${entryTitle(one)}, show the moment`}
          >
            {one.clock}
          </Link>
        </span>
      ))}
    </>
  );
}
