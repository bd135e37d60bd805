/** Every screen, dialog and state of the page, and how to get there. */
import type { Screen } from "./screen.js";
import { actScreens } from "./screens-acts.js";
import { debriefScreens } from "./screens-debrief.js";
import { listScreens } from "./screens-list.js";
import { panelScreens } from "./screens-panels.js";
import { stateScreens } from "./screens-states.js";

export const screens: readonly Screen[] = [
  ...listScreens,
  ...panelScreens,
  ...actScreens,
  ...stateScreens,
  ...debriefScreens,
];
