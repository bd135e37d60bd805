import { chooseTheme, useThemeChoice } from "../theme/theme.js";

const choices = [
  { id: "system", label: "System" },
  { id: "dark", label: "Dark" },
  { id: "light", label: "Light" },
] as const;

/** Three radio buttons that look like one switch. */
export function ThemeSwitch() {
  const chosen = useThemeChoice();
  return (
    <fieldset className="theme-switch">
      <legend>Theme</legend>
      {choices.map(({ id, label }) => (
        <label key={id}>
          <input
            type="radio"
            name="theme"
            value={id}
            checked={chosen === id}
            onChange={() => chooseTheme(id)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
