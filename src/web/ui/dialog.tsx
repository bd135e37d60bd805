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
  onClose: () => void;
  title: string;
  description?: ReactNode;
  wide?: boolean;
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  // A dialog opened by a key has no button to go back to: the focus returns to where it was.
  const before = useRef<HTMLElement | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current && document.activeElement instanceof HTMLElement) {
    before.current = document.activeElement;
  }
  wasOpen.current = open;
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup
          className={wide ? "dialog dialog-wide" : "dialog"}
          finalFocus={before}
          {...(initialFocus && { initialFocus })}
        >
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close render={<IconButton label="Close">{<Icon name="close" />}</IconButton>} />
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
