import { Dialog as Base } from "@base-ui/react/dialog";
import { type ReactNode, type RefObject, useRef } from "react";
import { IconButton } from "./button.js";
import { Icon } from "./icons.js";
import "./dialog.css";

/** A dialog that is open or not by its owner's word; focus goes in, stays in, and comes back. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  wide = false,
  initialFocus,
  children,
}: {
  open: boolean;
  /** Null while it cannot be closed. */
  onClose: (() => void) | null;
  title: string;
  description?: ReactNode;
  wide?: boolean;
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  // A dialog opened by a key has no button to go back to: the focus returns to where it was.
  const before = useRef<HTMLElement | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current) before.current = focusedElement();
  wasOpen.current = open;
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose?.()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup
          className={wide ? "dialog dialog-wide" : "dialog"}
          finalFocus={() => (before.current?.isConnected ? before.current : mainPart())}
          {...(initialFocus && { initialFocus })}
        >
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            {onClose && (
              <Base.Close render={<IconButton label="Close">{<Icon name="close" />}</IconButton>} />
            )}
          </div>
          {description && (
            <Base.Description className="dialog-description">{description}</Base.Description>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Null while nothing in particular has the focus. */
function focusedElement(): HTMLElement | null {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement !== document.body
    ? activeElement
    : null;
}

/** Where somebody goes on who was nowhere: not at the first link of the page. */
function mainPart(): HTMLElement | true {
  return document.querySelector<HTMLElement>("#panel") ?? true;
}
