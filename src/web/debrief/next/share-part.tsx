import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { share, unshare } from "../../api/documents.js";
import { Button } from "../../ui/button.js";
import { useDebrief } from "../debrief-context.js";
import "./share-part.css";

/** A link that shows this debrief to whoever has it, and lets nobody change anything. */
export function SharePart() {
  const { session } = useDebrief();
  const id = useId();
  const [link, setLink] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const start = useMutation({
    mutationFn: () => share(session.id),
    onSuccess: (path) => {
      setLink(`${location.origin}${path}`);
      setSaid("The link works now.");
    },
  });
  const stop = useMutation({
    mutationFn: () => unshare(session.id),
    onSuccess: () => {
      setLink(null);
      setSaid("Nobody can read it over a link any more.");
    },
  });
  const error = start.error ?? stop.error;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link!);
      setSaid("Copied.");
    } catch {
      setSaid("It could not be copied; select it and copy it by hand.");
    }
  };
  return (
    <section aria-labelledby={`${id}title`}>
      <h3 id={`${id}title`}>Share</h3>
      <p>Whoever has the link can read this debrief, and nothing else of yours.</p>
      {link !== null && (
        <div className="share-link">
          <label htmlFor={`${id}link`} className="visually-hidden">
            Link
          </label>
          <input
            id={`${id}link`}
            className="input"
            readOnly
            value={link}
            onFocus={({ target }) => target.select()}
          />
          <Button onClick={copy}>Copy</Button>
        </div>
      )}
      <div className="share-acts">
        <Button aria-disabled={start.isPending} onClick={() => !start.isPending && start.mutate()}>
          {link === null ? "Make a link" : "Make a new link"}
        </Button>
        <Button
          kind="quiet"
          aria-disabled={stop.isPending}
          onClick={() => !stop.isPending && stop.mutate()}
        >
          End sharing
        </Button>
      </div>
      <p role="status" className="why-note">
        {error ? `That did not work: ${error.message}` : said}
      </p>
    </section>
  );
}
