import "./severity.css";

/** Each level has a shape of its own, from the most to the least angular, so that no hue is needed to tell them apart. */
const shapes: Record<string, string> = {
  "1": "M5 1h6l4 4v6l-4 4H5l-4-4V5z",
  "2": "M8 1.2 15.2 14.5H.8z",
  "3": "M8 .8 15.2 8 8 15.2.8 8z",
  "4": "M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2z",
  "5": "M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2zm0 3a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6z",
};

/** A severity as word, shape and colour. */
export function Severity({ level }: { level: string }) {
  const number = /^SEV-([1-5])$/.exec(level)?.[1] ?? "5";
  return (
    <span className={`severity severity-${number}`}>
      <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        <path d={shapes[number]} fill="currentColor" fillRule="evenodd" />
      </svg>
      {level}
    </span>
  );
}
