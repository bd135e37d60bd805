import type { MapArrow } from "../../server/api/live.js";
import type { Layout, Place } from "./layout.js";

/** A drawn arrow: its line, and where its numbers stand. */
export interface Line {
  path: string;
  labelX: number;
  labelY: number;
  /** Where its numbers stand: above and below a line that goes sideways, beside one that goes down. */
  label: "around" | "beside";
}

/** Arrows that leave or reach a box on the same side are this far apart. */
const portGap = 13;

interface Ends {
  from: Place;
  to: Place;
}

/** The lines of all arrows. Arrows of one box are spread over its side in the order of their other ends. */
export function linesOf(layout: Layout, arrows: readonly MapArrow[]): Map<string, Line> {
  const shown = arrows.flatMap((arrow) => {
    const from = layout.places.get(arrow.from);
    const to = layout.places.get(arrow.to);
    return from && to ? [{ arrow, from, to, ways: layout.ways.get(arrow.id) ?? [] }] : [];
  });
  const isSideways = ({ from, to }: Ends) => from.column !== to.column;
  return new Map(
    shown.map(({ arrow, from, to, ways }) => {
      if (!isSideways({ from, to })) return [arrow.id, straight(from, to)];
      const leaving = shown
        .filter((other) => other.arrow.from === arrow.from && isSideways(other))
        .sort((a, b) => middle(a.ways[0] ?? a.to) - middle(b.ways[0] ?? b.to));
      const reaching = shown
        .filter((other) => other.arrow.to === arrow.to && isSideways(other))
        .sort((a, b) => middle(a.ways.at(-1) ?? a.from) - middle(b.ways.at(-1) ?? b.from));
      const startY =
        middle(from) +
        port(
          leaving.map(({ arrow: { id } }) => id),
          arrow.id,
        );
      const endY =
        middle(to) +
        port(
          reaching.map(({ arrow: { id } }) => id),
          arrow.id,
        );
      return [arrow.id, curve({ from, to }, startY, endY, ways)];
    }),
  );
}

function middle({ y, height }: Place): number {
  return y + height / 2;
}

function port(ids: readonly string[], id: string): number {
  return (ids.indexOf(id) - (ids.length - 1) / 2) * portGap;
}

function curve({ from, to }: Ends, startY: number, endY: number, ways: readonly Place[]): Line {
  const forward = to.x > from.x;
  let x = forward ? from.x + from.width : from.x;
  let y = startY;
  let path = `M${x} ${y}`;
  const endX = forward ? to.x - 5 : to.x + to.width + 5;
  for (const way of ways) {
    const enter = forward ? way.x : way.x + way.width;
    const leave = forward ? way.x + way.width : way.x;
    path += `${bend(x, y, enter, middle(way))} L${leave} ${middle(way)}`;
    x = leave;
    y = middle(way);
  }
  path += bend(x, y, endX, endY);
  const [way] = ways;
  if (way) return { path, labelX: way.x + way.width / 2, labelY: middle(way), label: "around" };
  // Arrows that fan out from one box meet at their middles; nearer to their ends their numbers have room.
  const place = Math.abs(endY - y) > steepFrom ? 0.66 : 0.5;
  return {
    path,
    labelX: along(place, x, (x + endX) / 2, (x + endX) / 2, endX),
    labelY: along(place, y, y, endY, endY),
    label: "around",
  };
}

const steepFrom = 40;

/** A point of a Bezier curve, one coordinate of it. */
function along(place: number, a: number, b: number, c: number, d: number): number {
  const rest = 1 - place;
  return rest ** 3 * a + 3 * rest ** 2 * place * b + 3 * rest * place ** 2 * c + place ** 3 * d;
}

function bend(x: number, y: number, toX: number, toY: number): string {
  const pull = (toX - x) / 2;
  return ` C${x + pull} ${y} ${toX - pull} ${toY} ${toX} ${toY}`;
}

/** Between boxes of one column: straight down, or up. */
function straight(from: Place, to: Place): Line {
  const down = to.y > from.y;
  // Left of the middle, so that the numbers beside it stay within the column.
  const x = from.x + from.width / 4;
  const startY = down ? from.y + from.height : from.y;
  const endY = down ? to.y - 5 : to.y + to.height + 5;
  return {
    path: `M${x} ${startY} L${x} ${endY}`,
    labelX: x,
    labelY: (startY + endY) / 2,
    label: "beside",
  };
}
