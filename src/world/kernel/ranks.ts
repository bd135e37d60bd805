/** Orders keys of which most are in order already: the runs are merged, which is far cheaper than sorting them again. */

/** All keys of several ascending runs in ascending order. */
export function mergeRuns(given: readonly Float64Array[]): Float64Array {
  // Short runs first, so that long ones are not copied again and again.
  const runs = [...given].sort((a, b) => a.length - b.length);
  for (let next = 0; next + 1 < runs.length; next += 2)
    runs.push(merge(runs[next], runs[next + 1]));
  return runs.at(-1) ?? new Float64Array(0);
}

function merge(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length);
  let i = 0;
  let j = 0;
  let next = 0;
  while (i < a.length && j < b.length) merged[next++] = a[i] <= b[j] ? a[i++] : b[j++];
  merged.set(a.subarray(i), next);
  merged.set(b.subarray(j), next + a.length - i);
  return merged;
}

/** The place of a key among all keys, which is known not to be before a place: found in growing steps from there. */
export function rankFrom(all: Float64Array, key: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step < all.length && all[low + step] < key) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, all.length - 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
