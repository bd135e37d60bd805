/** Drawings on a grid of 16 by 16, drawn with one stroke; a few are filled. */
const strokes = {
  pause: "M5.5 3.5v9M10.5 3.5v9",
  play: "M5 3.2v9.6l7.5-4.8z",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14",
  filter: "M2.5 3.5h11M4.5 8h7M6.5 12.5h3",
  close: "M4 4l8 8M12 4l-8 8",
  check: "M3 8.5 6.5 12 13 4.5",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2.5 6v-3.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  freeze:
    "M8 1.5v13M2.4 4.8l11.2 6.4M13.6 4.8 2.4 11.2M6.2 2.6 8 4.2l1.8-1.6M6.2 13.4 8 11.8l1.8 1.6",
  warning: "M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.2",
  chevron: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  left: "M10 4 6 8l4 4",
  map: "M2.5 2.5h4v4h-4zM9.5 9.5h4v4h-4zM6.5 4.5h5v5",
  charts: "M2.5 13.5h11M2.5 10.5l3.5-4 3 2.5 4.5-6",
  logs: "M3 4h10M3 8h10M3 12h6",
  traces: "M2.5 3.5h6M5 8h7M8 12.5h5.5",
  deploys: "M8 2.5v8M4.5 7 8 10.5 11.5 7M3 13.5h10",
  runbook: "M3 2.5h8.5v11H3zM5.5 5.5H9M5.5 8H9",
  people:
    "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 13.5c0-5 9-5 9 0M11 3a2.2 2.2 0 0 1 0 4.3M12 9.5c1.5.5 2.5 1.8 2.5 4",
  timeline: "M4 2v12M4 4.500h.1M7.5 4.500h6M7.5 8h6M7.5 11.500h6",
  act: "M9 1.5 3.5 9H8l-1 5.500L12.5 7H8z",
  table: "M2.5 3h11v10h-11zM2.5 6.500h11M6.5 6.500V13",
  tree: "M3 2.500v9.500h4M3 6.500h4M9 5h4.500v3H9zM9 10.500h4.500v3H9z",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.5 8H15M3 3l1.1 1.100M11.9 11.9 13 13M13 3l-1.1 1.100M4.1 11.9 3 13",
  moon: "M13 9.500A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.500z",
  help: "M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM6 6.200c.2-2.6 4-2.3 4 0 0 1.5-2 1.6-2 3M8 11.300v.2",
  keyboard: "M1.5 4h13v8h-13zM4 6.500h.1M6.7 6.500h.1M9.4 6.500h.1M12 6.500h.1M5 9.500h6",
  expand: "M9.5 2.500h4v4M13.5 2.5 9 7M6.5 13.500h-4v-4M2.5 13.5 7 9",
  external: "M9 2.500h4.500V7M13.5 2.5 7.5 8.500M11.5 9v4.500h-9v-9H7",
  stop: "M3.5 3.500h9v9h-9z",
  motion: "M2 5h6M2 8h10M2 11h4M10.5 5.5 13 8l-2.5 2.5",
} as const;

export type IconName = keyof typeof strokes;

/** Always decoration: the word stands beside it, or is the name of its button. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={strokes[name]} />
    </svg>
  );
}
