import type { ComponentProps } from "react";
import "./visually-hidden.css";

/** Text for those who listen to the page. */
export function VisuallyHidden(properties: ComponentProps<"span">) {
  return <span {...properties} className="visually-hidden" />;
}
