/** What came of writing the postmortem. */
export interface Written {
  /** A time of day. */
  at: string;
  /** What it says and the run contradicts, as it was written; a long phrase is cut. */
  contradicted: readonly string[];
}

export function WrittenResult({ written: { at, contradicted } }: { written: Written }) {
  if (contradicted.length === 0) {
    return <p>Written at {at}. Nothing in it is contradicted by the run.</p>;
  }
  return (
    <>
      <p>Written at {at}. The run contradicts this:</p>
      <ul className="postmortem-contradicted">
        {contradicted.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>Correct it and write it again; the last one counts.</p>
    </>
  );
}
