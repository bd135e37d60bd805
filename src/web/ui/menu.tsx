import { Menu as Base } from "@base-ui/react/menu";
import { type ReactElement, type ReactNode, useState } from "react";
import { Icon } from "./icons.js";
import "./menu.css";

export interface MenuChoice {
  id: string;
  label: ReactNode;
  note?: ReactNode;
}

/** A button that opens a list of choices, one of which is in force. */
export function ChoiceMenu({
  trigger,
  title,
  choices,
  chosen,
  onChoose,
}: {
  /** The button; it is given what opens the menu. */
  trigger: ReactElement;
  title: string;
  choices: readonly MenuChoice[];
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  // Inside of a landmark, where those who go from one to the next find it. It is looked for as the menu opens: before,
  // the page may still be another one.
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  return (
    <Base.Root onOpenChange={(open) => open && setLandmark(document.querySelector("header, main"))}>
      <Base.Trigger render={trigger} />
      <Base.Portal container={landmark}>
        <Base.Positioner className="menu-positioner" sideOffset={6} align="start">
          <Base.Popup className="menu">
            <Base.RadioGroup value={chosen ?? ""} onValueChange={(id) => onChoose(String(id))}>
              <Base.GroupLabel className="menu-title">{title}</Base.GroupLabel>
              {choices.map(({ id, label, note }) => (
                <Base.RadioItem key={id} value={id} className="menu-item" closeOnClick>
                  <span className="menu-mark">
                    <Base.RadioItemIndicator>
                      <Icon name="check" size={14} />
                    </Base.RadioItemIndicator>
                  </span>
                  <span>{label}</span>
                  {note && <span className="menu-note">{note}</span>}
                </Base.RadioItem>
              ))}
            </Base.RadioGroup>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
