/** A list that searches as soon as something else is chosen. */
export function Choice({
  id,
  label,
  name,
  none,
  options,
  standard = "",
  query,
  onSearch,
}: {
  id: string;
  label: string;
  name: string;
  /** The word for no choice; null where there always is one. */
  none: string | null;
  options: readonly string[];
  standard?: string;
  query: URLSearchParams;
  onSearch: (change: Record<string, string | null>) => void;
}) {
  const value = query.get(name) ?? standard;
  const shown = value === "" || options.includes(value) ? options : [...options, value];
  return (
    <div className="look-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={({ target }) => onSearch({ [name]: target.value })}
      >
        {none !== null && <option value="">{none}</option>}
        {shown.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </div>
  );
}
