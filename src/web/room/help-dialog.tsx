import { chooseTheme, type ThemeChoice, useThemeChoice } from "../theme/theme.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { commandKey, Kbd } from "../ui/kbd.js";
import { useSwitch } from "../ui/settings.js";
import { keyHelp } from "./keys.js";
import { useRoomStore, useRoomUi } from "./room-state.js";
import "./help-dialog.css";

const themes: readonly ThemeChoice[] = ["system", "dark", "light"];

/** All keys, and the switch for those of one letter. */
export function HelpDialog() {
  const open = useRoomUi((ui) => ui.helpOpen);
  const store = useRoomStore();
  const theme = useThemeChoice();
  const [single, setSingle] = useSwitch("single-keys", true);
  return (
    <Dialog
      open={open}
      onClose={() => store.set({ helpOpen: false })}
      title="Keys"
      description="Everything can be done with the keyboard alone. Tab and arrow keys reach every box and arrow of the map; Enter chooses."
    >
      <label className="help-switch">
        <input
          type="checkbox"
          checked={single}
          onChange={({ target }) => setSingle(target.checked)}
        />
        Keys of one letter are on
      </label>
      <fieldset className="help-theme">
        <legend>Colours</legend>
        {themes.map((choice) => (
          <Button
            key={choice}
            size="small"
            aria-pressed={theme === choice}
            onClick={() => chooseTheme(choice)}
          >
            {choice === "system" ? "As the system" : choice === "dark" ? "Dark" : "Light"}
          </Button>
        ))}
      </fieldset>
      <dl className="help-keys">
        {keyHelp.map(({ keys, what }) => (
          <div key={keys}>
            <dt>
              <Kbd keys={keys.replace("Ctrl", commandKey)} />
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
