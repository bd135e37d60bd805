import { type Health, healthWords } from "./health.js";
import "./status.css";

const shapes: Record<Health, string> = {
  ok: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z",
  degraded: "M8 1.5 15 14H1z",
  failing: "M2 2h12v12H2z",
  unknown: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 2.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6z",
};

/** A circle, triangle, square or ring in the colour of the health. Its word stands beside it, or is its name. */
export function StatusShape({ health, named = false }: { health: Health; named?: boolean }) {
  const path = <path d={shapes[health]} fill="currentColor" fillRule="evenodd" />;
  const look = {
    className: `status-shape is-${health}`,
    viewBox: "0 0 16 16",
    width: 12,
    height: 12,
  };
  return named ? (
    <svg {...look} role="img" aria-label={healthWords[health]}>
      {path}
    </svg>
  ) : (
    <svg {...look} aria-hidden="true">
      {path}
    </svg>
  );
}

/** The shape with its word. */
export function Status({ health, word }: { health: Health; word?: string }) {
  return (
    <span className="status">
      <StatusShape health={health} />
      <span className={`is-${health}`}>{word ?? healthWords[health]}</span>
    </span>
  );
}
