import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../../ui/button.js";
import { VisuallyHidden } from "../../ui/visually-hidden.js";
import { readDraftText, writeDraftText } from "../drafts.js";
import { Dictate } from "./dictate.js";

const longestText = 4000;

/** Where one writes. What is not sent yet is kept for as long as the browser's tab lives. */
export function Composer({
  session,
  channel,
  title,
  busy,
  onSend,
  aside,
}: {
  session: string;
  channel: string;
  title: string;
  busy: boolean;
  /** Resolves to false when it was not sent, and the text comes back. */
  onSend: (text: string) => Promise<boolean>;
  /** Stands in the row of buttons. */
  aside: ReactNode;
}) {
  const id = useId();
  const [text, setText] = useState(() => readDraftText(session, channel));
  const change = (next: string) => {
    setText(next);
    writeDraftText(session, channel, next);
  };
  const send = async () => {
    const said = text.trim();
    if (said === "" || busy) return;
    change("");
    if (!(await onSend(said))) change(said);
  };
  return (
    <form
      className="composer"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={id}>
        <VisuallyHidden>
          Write to {title}. Enter sends, Shift and Enter break the line.
        </VisuallyHidden>
      </label>
      <textarea
        id={id}
        className="input"
        rows={2}
        maxLength={longestText}
        placeholder={`Write to ${title}`}
        value={text}
        onChange={({ target }) => change(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <div className="composer-row">
        {aside}
        <Dictate onText={(spoken) => change(text === "" ? spoken : `${text} ${spoken}`)} />
        <Button type="submit" kind="primary" aria-disabled={busy || text.trim() === ""}>
          Send
        </Button>
      </div>
    </form>
  );
}
