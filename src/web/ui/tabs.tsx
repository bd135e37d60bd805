import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import "./tabs.css";

export interface Tab {
  id: string;
  label: ReactNode;
}

/** A row of tabs and the panel of the one that is chosen. Arrow keys move, Enter or Space chooses. */
export function Tabs({
  tabs,
  chosen,
  drawn = chosen,
  onChoose,
  label,
  className,
  end,
  children,
}: {
  tabs: readonly Tab[];
  chosen: string;
  /** Whose content the panel holds, where that follows the choice a moment later. */
  drawn?: string;
  onChoose: (id: string) => void;
  label: string;
  className?: string;
  /** Stands at the end of the row, outside of the tabs. */
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Base.Root
      className={className ? `tabs ${className}` : "tabs"}
      value={chosen}
      onValueChange={(value) => onChoose(String(value))}
    >
      <div className="tabs-row">
        <Base.List className="tabs-list" aria-label={label} activateOnFocus={false}>
          {tabs.map(({ id, label: text }) => (
            <Base.Tab key={id} value={id} className="tab">
              {text}
            </Base.Tab>
          ))}
        </Base.List>
        {end}
      </div>
      <Base.Panel key={drawn} value={chosen} className="tabs-panel" aria-busy={drawn !== chosen}>
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
