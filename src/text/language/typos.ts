/** One slip of the fingers: a letter too many, too few, wrong, or two that changed places. */
export function isOneSlip(left: string, right: string): boolean {
  const difference = left.length - right.length;
  if (difference < -1 || difference > 1 || left === right) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(left.length, right.length) - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end += 1;
  }
  const leftMiddle = left.slice(start, left.length - end);
  const rightMiddle = right.slice(start, right.length - end);
  if (leftMiddle.length <= 1 && rightMiddle.length <= 1) return true;
  return (
    leftMiddle.length === 2 &&
    rightMiddle.length === 2 &&
    leftMiddle[0] === rightMiddle[1] &&
    leftMiddle[1] === rightMiddle[0]
  );
}

/** Whether the text's word begins with what a slip could have made of the stem. */
export function beginsWithSlip(word: string, stem: string): boolean {
  for (const length of [stem.length, stem.length - 1, stem.length + 1]) {
    if (length <= word.length && isOneSlip(word.slice(0, length), stem)) return true;
  }
  return false;
}
