import type { MarkKind } from "./marks.js";
import "./mark-shape.css";

export const markShapes: Record<MarkKind, string> = {
  fault: "M9.5.5 2.5 9.500H7l-1.500 6L13.500 6H8.500z",
  act: "M3 1.5 14 8 3 14.500z",
  alert: "M2 2h12v12H2z",
  ticket: "M8 2 15 14H1z",
  resolved: "M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 2.500a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
  deploy: "M8 .8 15.2 8 8 15.2.8 8zm0 3.400L4.2 8 8 11.8 11.8 8z",
};

export const markWords: Record<MarkKind, string> = {
  fault: "fault",
  act: "your act",
  alert: "alert",
  ticket: "ticket",
  resolved: "resolved",
  deploy: "deploy",
};

export function MarkShape({ kind, size = 11 }: { kind: MarkKind; size?: number }) {
  return (
    <svg
      className={`mark-shape mark-${kind}`}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path d={markShapes[kind]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
