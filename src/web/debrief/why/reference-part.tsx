import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { EntryView } from "../../../server/api/documents.js";
import { entryTitle } from "../../act/entry-title.js";
import { readReference } from "../../api/documents.js";
import { ProblemState } from "../../api/problem-state.js";
import { Button } from "../../ui/button.js";
import { formatNumber } from "../../ui/format.js";
import { Loading } from "../../ui/states.js";
import { TableScroll } from "../../ui/table-scroll.js";
import { useDebrief } from "../debrief-context.js";
import "./reference-part.css";

/** What a practised player did on the same day, beside one's own run; computed when it is asked for. */
export function ReferencePart() {
  const debrief = useDebrief();
  const [asked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["reference", debrief.session.id],
    queryFn: () => readReference(debrief.session.id),
    enabled: asked && !debrief.readOnly,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (debrief.readOnly) return null;
  const { outcome, score } = debrief;
  return (
    <section aria-labelledby="reference-title">
      <h2 id="reference-title">A practised player on the same day</h2>
      {!asked && (
        <p>
          <Button onClick={() => setAsked(true)}>Show what they did</Button>
        </p>
      )}
      {isFetching && <Loading what="their run" />}
      {error && (
        <ProblemState
          what="Their run could not be loaded"
          error={error}
          onRetry={() => refetch()}
        />
      )}
      {data && (
        <>
          <TableScroll label="Both runs">
            <table className="table reference-numbers">
              <thead>
                <tr>
                  <td />
                  <th scope="col">You</th>
                  <th scope="col">They</th>
                </tr>
              </thead>
              <tbody>
                <Row
                  title="Points"
                  own={`${score.points} of ${score.max}`}
                  other={`${data.points} of ${data.max}`}
                />
                <Row
                  title="Failed user requests"
                  own={formatNumber(outcome.userFailures)}
                  other={formatNumber(data.userFailures)}
                />
                <Row
                  title="It got better"
                  own={outcome.mitigatedAt ?? "never"}
                  other={data.mitigatedAt ?? "never"}
                />
                <Row
                  title="Users well again"
                  own={outcome.recoveredAt ?? "never"}
                  other={data.recoveredAt ?? "never"}
                />
              </tbody>
            </table>
          </TableScroll>
          <div className="reference-acts">
            <Acts title="You" entries={debrief.entries} />
            <Acts title="They" entries={data.entries} />
          </div>
        </>
      )}
    </section>
  );
}

function Row({ title, own, other }: { title: string; own: string; other: string }) {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{own}</td>
      <td>{other}</td>
    </tr>
  );
}

function Acts({ title, entries }: { title: string; entries: readonly EntryView[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <ol>
        {entries
          .filter(({ group, tool }) => group !== "run" || tool === "take_hint")
          .map((one) => (
            <li key={one.entry} className={one.group === "operate" ? "is-act" : ""}>
              <time>{one.clock}</time> {entryTitle(one)}
            </li>
          ))}
      </ol>
    </div>
  );
}
