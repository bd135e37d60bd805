/** "Did you mean": names near to what was written, or else the names there are. */

/** A remedy in words: `did you mean "timeout"?`, or a list of what could stand there. */
export function suggest(written: string, known: Iterable<string>): string {
  const names = [...known];
  if (names.length === 0) return "remove it";
  const nearest = nearestName(written, names);
  if (nearest !== null) return `did you mean "${nearest}"?`;
  if (names.length > 12) return `use one of the ${names.length} names defined, such as ${names[0]}`;
  return names.length === 1 ? `use ${names[0]}` : `use one of ${names.join(", ")}`;
}

function nearestName(written: string, names: readonly string[]): string | null {
  // Longer words forgive more slips; in very short ones a single slip would suggest anything.
  const tolerance = Math.floor(Math.min(written.length, 40) / 3);
  let best: string | null = null;
  let bestDistance = tolerance + 1;
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= bestDistance) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours needed to turn one word into the other. */
function editDistance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    const [previous, current] = [rows[row - 1]!, [row]];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let distance = Math.min(
        previous[column - 1]! + (same ? 0 : 1),
        previous[column]! + 1,
        current[column - 1]! + 1,
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) {
        distance = Math.min(distance, rows[row - 2]![column - 2]! + 1);
      }
      current.push(distance);
    }
    rows.push(current);
  }
  return rows[one.length]![other.length]!;
}
