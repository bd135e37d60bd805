import { Badge } from "../ui/badge.js";
import { ColumnHeads } from "../ui/column-heads.js";
import "../ui/table.css";
import { TableScroll } from "../ui/table-scroll.js";

/** The answer of list_alerts. */
export function AlertTable({ result }: { result: Record<string, unknown> }) {
  const alerts = Array.isArray(result.alerts) ? (result.alerts as Record<string, unknown>[]) : [];
  if (alerts.length === 0) return <p className="act-help">No alert is pending or firing.</p>;
  return (
    <TableScroll label="Alerts">
      <table className="table">
        <ColumnHeads names={["Alert", "State", "Since", "Taken"]} />
        <tbody>
          {alerts.map(({ alert, state, since, acknowledged }) => (
            <tr key={String(alert)}>
              <th scope="row">{String(alert)}</th>
              <td>
                <Badge tone={state === "firing" ? "failing" : "degraded"}>{String(state)}</Badge>
              </td>
              <td>{String(since)}</td>
              <td>{acknowledged === true ? "acknowledged" : "nobody yet"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
