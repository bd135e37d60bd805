/** A share over time as a path 1,000 units wide; it is broken where nothing was measured. */
export function curveOf(
  values: readonly (number | null)[],
  { atUs, height }: { atUs: readonly number[]; height: number },
): string {
  const first = atUs[0] ?? 0;
  const length = Math.max(1, (atUs.at(-1) ?? 0) - first);
  let path = "";
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null || atUs[index] === undefined) {
      isDrawing = false;
      continue;
    }
    const x = ((atUs[index] - first) / length) * 1000;
    const y = height - Math.min(1, Math.max(0, value)) * (height - 4) - 2;
    path += `${isDrawing ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    isDrawing = true;
  }
  return path;
}
