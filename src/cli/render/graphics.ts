const levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** One character a value, from the least to the largest of them; a dot where nothing was measured. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  return values
    .map((value) => {
      if (value === null) return "·";
      const share = span === 0 ? 0 : (value - low) / span;
      return levels[Math.min(levels.length - 1, Math.floor(share * levels.length))]!;
    })
    .join("");
}

/** A bar for a share from 0 to 1. */
export function bar(share: number, width = 10): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${"█".repeat(full)}${"░".repeat(width - full)}`;
}
