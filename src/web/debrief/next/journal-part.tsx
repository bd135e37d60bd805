import { journalPath } from "../../api/documents.js";
import { buttonClass } from "../../ui/button.js";
import { useDebrief } from "../debrief-context.js";
import "./journal-part.css";

/** The run as a file, and how anybody can check that it says the truth. */
export function JournalPart() {
  const { session, journal, readOnly } = useDebrief();
  const file = `${session.drill}-${session.seed}.jsonl`;
  return (
    <section aria-labelledby="journal-title">
      <h3 id="journal-title">The journal</h3>
      <p>
        Everything you did, in {journal.entries} entries. Anybody can run the day again from it and
        see that nothing was changed:
      </p>
      <pre className="journal-command">
        <code>smokejumper verify {file}</code>
      </pre>
      {!readOnly && (
        <p>
          <a className={buttonClass()} href={journalPath(session.id)} download={file}>
            Download the journal
          </a>
        </p>
      )}
      <p className="journal-hash">
        Hash <code>{journal.hash}</code>
      </p>
    </section>
  );
}
