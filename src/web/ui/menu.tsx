import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
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
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      {/* Inside of a landmark, where those who go from one to the next find it. */}
      <Base.Portal container={document.querySelector<HTMLElement>("header, main")}>
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
