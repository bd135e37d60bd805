import dagre from "@dagrejs/dagre";
import type { MapArrow, MapNode } from "../../server/api/live.js";

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
  column: number;
}

const heights = { service: 98, external: 66, users: 46, way: 40 } as const;

/** With few columns there is room for long names; with many, narrow boxes keep their text large. */
const boxWidth = (columns: number) => (columns <= 3 ? 168 : 132);
const columnGap = 102;
const siteGap = 70;
const rowGap = 30;
/** Room for the numbers of an arrow that goes straight down. */
const labelledGap = 58;

/** The way of an arrow past the columns between its ends: the heights at which it crosses them. */
export interface Layout {
  places: ReadonlyMap<string, Place>;
  ways: ReadonlyMap<string, readonly Place[]>;
}

interface Item {
  id: string;
  kind: keyof typeof heights;
}

/**
 * Where everything stands, left to right along the calls; a second site stands below the first. It depends on the
 * system alone, so that nothing moves while a run goes on.
 */
export function layOut(nodes: readonly MapNode[], arrows: readonly MapArrow[]): Layout {
  const sites = [...new Set(nodes.map(({ site }) => site))].map((site) =>
    nodes.filter((node) => node.site === site),
  );
  const places = new Map<string, Place>();
  const ways = new Map<string, readonly Place[]>();
  let top = 0;
  for (const own of sites) {
    const block = layOutSite(own, arrows, top === 0);
    let bottom = top;
    for (const [id, place] of block.places) {
      places.set(id, { ...place, y: place.y + top });
      bottom = Math.max(bottom, place.y + top + place.height);
    }
    for (const [id, passed] of block.ways) {
      ways.set(
        id,
        passed.map((way) => ({ ...way, y: way.y + top })),
      );
    }
    top = bottom + siteGap;
  }
  return { places, ways };
}

/**
 * Users stand above the service that takes their requests and somebody else's systems below their caller, in the same
 * column: a column each of their own would make everything smaller.
 */
function layOutSite(
  nodes: readonly MapNode[],
  all: readonly MapArrow[],
  withUsers: boolean,
): Layout {
  const ids = new Set(nodes.map(({ id }) => id));
  const columns = columnsOf(
    nodes.filter(({ external }) => !external),
    all,
  );
  const users = all.filter(
    ({ from, to, id }) => !ids.has(from) && ids.has(to) && !id.includes("@"),
  );
  for (const source of withUsers ? new Set(users.map(({ from }) => from)) : []) {
    const target = users.find(({ from }) => from === source)?.to;
    insert(columns, { id: source, kind: "users" }, target, 0);
  }
  for (const { id } of nodes.filter(({ external }) => external)) {
    const caller = all.find(({ from, to }) => to === id && ids.has(from))?.from;
    insert(columns, { id, kind: "external" }, caller, 1);
  }
  return stack(columns, all);
}

function stack(columns: Item[][], arrows: readonly MapArrow[]): Layout {
  const width = boxWidth(columns.length);
  const isArrow = (from: string, to: string) =>
    arrows.some((arrow) => arrow.from === from && arrow.to === to);
  const stacks = columns.map((column) => {
    let y = 0;
    return column.map((item, index) => {
      const size = { width, height: heights[item.kind] };
      const before = column[index - 1];
      if (before !== undefined) y += isArrow(before.id, item.id) ? labelledGap : rowGap;
      const top = y;
      y += size.height;
      return { ...item, top, bottom: y, size };
    });
  });
  const chain = longestChain(columns, arrows);
  // The longest chain of calls is one straight line: the way that most requests of a cascade take.
  const shifts = stacks.map((items) => {
    const link = items.find(({ id, kind }) => kind === "service" && chain.has(id));
    if (link) return -(link.top + link.bottom) / 2;
    return -(items.at(-1)?.bottom ?? 0) / 2;
  });
  const highest = Math.min(
    0,
    ...stacks.map((items, column) => (items[0]?.top ?? 0) + shifts[column]!),
  );
  const places = new Map<string, Place>();
  const ways = new Map<string, Place[]>();
  for (const [column, items] of stacks.entries()) {
    for (const { id, kind, top, size } of items) {
      const y = top + shifts[column]! - highest;
      const place = { x: column * (width + columnGap), y, ...size, column };
      if (kind === "way") ways.set(id, [...(ways.get(id) ?? []), place]);
      else places.set(id, place);
    }
  }
  return { places, ways };
}

/** The services of the longest way along the calls, one in each column; calls that leave the system count too. */
function longestChain(columns: readonly Item[][], arrows: readonly MapArrow[]): Set<string> {
  const external = new Set(
    columns.flat().flatMap(({ id, kind }) => (kind === "external" ? [id] : [])),
  );
  const leaves = (id: string) => arrows.some(({ from, to }) => from === id && external.has(to));
  let chains = new Map<string, string[]>();
  let longest: string[] = [];
  let length = 0;
  for (const column of columns) {
    const reached = new Map<string, string[]>();
    for (const { id, kind } of column) {
      if (kind !== "service") continue;
      const before = arrows.filter(({ to }) => to === id).map(({ from }) => chains.get(from) ?? []);
      const [best = []] = before.sort((a, b) => b.length - a.length);
      const chain = [...best, id];
      const ownLength = chain.length + (leaves(id) ? 0.5 : 0);
      reached.set(id, chain);
      if (ownLength > length) [longest, length] = [chain, ownLength];
    }
    chains = reached;
  }
  return new Set(longest);
}

/** Services and passing arrows by column, each from top to bottom, in the order that crosses fewest arrows. */
function columnsOf(own: readonly MapNode[], arrows: readonly MapArrow[]): Item[][] {
  const graph = new dagre.graphlib.Graph()
    .setGraph({ rankdir: "LR", nodesep: 30, ranksep: 100 })
    .setDefaultEdgeLabel(() => ({}));
  const ids = new Set(own.map(({ id }) => id));
  for (const { id } of own) graph.setNode(id, { width: 132, height: heights.service });
  const calls = arrows.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const depths = depthsOf(own, calls);
  // Whom users reach sooner stands further left, where there is a choice.
  for (const { from, to } of calls) graph.setEdge(from, to, { weight: 2 ** (6 - depths(from)) });
  dagre.layout(graph);

  const at = (id: string) => ({ x: graph.node(id).x ?? 0, y: graph.node(id).y ?? 0 });
  const xs = [...new Set([...ids].map((id) => Math.round(at(id).x)))].sort((a, b) => a - b);
  const columns = xs.map((x) =>
    [...ids]
      .filter((id) => Math.round(at(id).x) === x)
      .map((id) => ({ y: at(id).y, item: { id, kind: "service" } as Item })),
  );
  for (const { id, from, to } of calls) {
    const { points = [] } = graph.edge(from, to);
    for (const [column, x] of xs.entries()) {
      if (x <= at(from).x + 1 || x >= at(to).x - 1) continue;
      const nearest = [...points].sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
      columns[column]!.push({ y: nearest?.y ?? 0, item: { id, kind: "way" } });
    }
  }
  return columns.map((column) => column.sort((a, b) => a.y - b.y).map(({ item }) => item));
}

/** How many calls a service is away from the first one, at most 6. */
function depthsOf(own: readonly MapNode[], calls: readonly MapArrow[]): (id: string) => number {
  const called = new Set(calls.map(({ to }) => to));
  const depths = new Map<string, number>();
  let level = own.map(({ id }) => id).filter((id) => !called.has(id));
  for (let depth = 0; level.length > 0 && depth <= 6; depth += 1) {
    for (const id of level) depths.set(id, depth);
    level = calls
      .filter(({ from, to }) => level.includes(from) && !depths.has(to))
      .map(({ to }) => to);
  }
  return (id) => depths.get(id) ?? 6;
}

/** Puts something above (0) or below (1) its neighbour. */
function insert(columns: Item[][], item: Item, neighbour: string | undefined, below: 0 | 1): void {
  const index = (column: Item[]) => column.findIndex(({ id }) => id === neighbour);
  const column = columns.find((items) => index(items) >= 0);
  if (column) column.splice(index(column) + below, 0, item);
  else if (columns[0]) columns[0].push(item);
  else columns.push([item]);
}
