/** What another run would have been, in words. */
import type { WhatIfDocument } from "../../server/api/documents.js";
import { formatNumber } from "../ui/format.js";

type Side = WhatIfDocument["original"];

export function differenceInWords({ original, altered }: WhatIfDocument): string {
  const parts = [requests(original, altered)];
  parts.push(recovery(original.recoveredAt, altered.recoveredAt));
  const points = altered.points - original.points;
  if (points !== 0) {
    parts.push(`The score would be ${altered.points} instead of ${original.points} points.`);
  }
  return parts.filter((part) => part !== "").join(" ");
}

/** Both counts in full: the other day has another number of requests. */
function requests(original: Side, altered: Side): string {
  const count = ({ userFailures, userRequests }: Side) =>
    `${formatNumber(userFailures)} of ${formatNumber(userRequests)}`;
  return `${count(altered)} user requests would have failed; as it was, ${count(original)} did.`;
}

function recovery(before: string | null, after: string | null): string {
  if (before === after) return "";
  if (after === null) return "Users would not have become well again.";
  if (before === null) return `Users would have been well again at ${after}.`;
  return `Users would have been well again at ${after} instead of ${before}.`;
}
