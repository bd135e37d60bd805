import { describe, expect, test } from "vitest";
import type { MapArrow, MapNode, Series } from "../../src/server/api/live.js";
import { SeriesMatrix } from "../../src/web/live/series-matrix.js";
import { linesOf } from "../../src/web/map/geometry.js";
import { layOut } from "../../src/web/map/layout.js";
import { viewOf } from "../../src/web/map/map-model.js";

function node(id: string, external = false): MapNode {
  return { id, service: id, site: null, external, threads: external ? null : 10 };
}

function arrow(id: string): MapArrow {
  const [from = "", to = ""] = id.split("->");
  return { id, from, to };
}

const nodes = [node("front"), node("cart"), node("search"), node("stock"), node("bank", true)];
const arrows = ["users->front", "front->cart", "front->search", "cart->stock", "stock->bank"]
  .concat("front->stock")
  .map(arrow);

describe("the map's layout", () => {
  const { places, ways } = layOut(nodes, arrows);

  test("has a place for every box, and none on top of another", () => {
    const all = [...places];
    expect(all.map(([id]) => id).sort()).toEqual([...nodes.map(({ id }) => id), "users"].sort());
    for (const [id, one] of all) {
      for (const [other, two] of all) {
        if (id === other || one.column !== two.column) continue;
        expect(one.y + one.height <= two.y || two.y + two.height <= one.y, `${id}, ${other}`).toBe(
          true,
        );
      }
    }
  });

  test("goes from left to right along the calls, in one line along the longest chain", () => {
    const column = (id: string) => places.get(id)!.column;
    const middle = (id: string) => places.get(id)!.y + places.get(id)!.height / 2;
    expect(["front", "cart", "stock"].map(column)).toEqual([0, 1, 2]);
    expect(new Set(["front", "cart", "stock"].map(middle)).size).toBe(1);
  });

  test("keeps users above whom they call, and others' systems below who calls them", () => {
    expect(places.get("users")).toMatchObject({ column: 0 });
    expect(places.get("users")!.y).toBeLessThan(places.get("front")!.y);
    expect(places.get("bank")).toMatchObject({ column: 2 });
    expect(places.get("bank")!.y).toBeGreaterThan(places.get("stock")!.y);
  });

  test("leads arrows past the boxes between their ends", () => {
    const [way] = ways.get("front->stock")!;
    for (const { y, height } of [places.get("cart")!, places.get("search")!]) {
      expect(way!.y + way!.height <= y || way!.y >= y + height).toBe(true);
    }
    expect([...linesOf({ places, ways }, arrows).keys()]).toHaveLength(arrows.length);
  });
});

describe("the map's words", () => {
  const series: Series[] = (
    [
      ["attempt_rate", "front->cart", "call", "per-second"],
      ["retry_rate", "front->cart", "call", "per-second"],
      ["error_share", "front->cart", "call", "share"],
      ["busy_share", "cart", "service", "share"],
      ["busy_threads", "cart", "service", "count"],
      ["success_share", "users", "users", "share"],
    ] as const
  ).map(([metric, of, kind, unit]) => ({ metric, of, kind, unit }));
  const matrix = new SeriesMatrix(series);
  matrix.add({ atUs: 1, values: [100, 0, 0, 0.1, 1, 1] });
  matrix.add({ atUs: 2, values: [400, 300, 0.99, 1, 10, 0.02] });
  matrix.add({ atUs: 3, values: [null, null, null, null, null, null] });
  const at = (row: number) => {
    const { boxes, arrows: shown } = viewOf({ nodes, arrows, matrix }, row, null);
    return {
      cart: boxes.find(({ id }) => id === "cart")!,
      users: boxes.find(({ id }) => id === "users")!,
      call: shown.find(({ id }) => id === "front->cart")!,
    };
  };

  test("say what is well", () => {
    const { cart, call } = at(0);
    expect([cart.word, call.word, call.badges]).toEqual(["ok", "ok", []]);
  });

  test("say how bad it is, and that it is made worse by retries", () => {
    const { cart, call, users } = at(1);
    expect([cart.health, cart.word, cart.threads]).toEqual(["failing", "pool full", 10]);
    expect([call.health, call.word]).toEqual(["failing", "99.0 % fail"]);
    expect(call.badges).toEqual(["retries ×4"]);
    expect(users.word).toBe("98.0 % failing");
  });

  test("call nothing ok that was not measured", () => {
    const { cart, call, users } = at(2);
    expect([cart.health, call.health, users.health]).toEqual(["unknown", "unknown", "unknown"]);
  });

  test("give each way of users its own requests and its own errors", () => {
    const of = (name: string) => ({ id: `shop->${name}`, from: "shop", to: name });
    const ways = [
      { ...of("front"), of: ["shop.browse", "shop.pay"] },
      { ...of("search"), of: ["shop.search"] },
    ];
    const measured: Series[] = ["shop", "shop.browse", "shop.pay", "shop.search"].flatMap((name) =>
      (["rate", "success_share", "p99"] as const).map((metric) => ({
        metric,
        of: name,
        kind: "users" as const,
        unit: "share" as const,
      })),
    );
    const own = new SeriesMatrix(measured);
    own.add({ atUs: 1, values: [100, 0.7, 3, 30, 1, 0.1, 30, 0, 3, 40, 1, 0.2] });
    const [front, search] = viewOf({ nodes, arrows: ways, matrix: own }, 0, null).arrows;
    expect(front).toMatchObject({ rate: 60, errorShare: 0.5, p99: 3, word: "50.0 % fail" });
    expect(search).toMatchObject({ rate: 40, errorShare: 0, p99: 0.2, word: "ok" });
  });

  test("name what is wrong with a figure that is there", () => {
    const users: Series[] = [
      { metric: "rate", of: "users", kind: "users", unit: "per-second" },
      { metric: "success_share", of: "users", kind: "users", unit: "share" },
    ];
    const recovering = new SeriesMatrix(users);
    recovering.add({ atUs: 1, values: [100, 0.985] });
    const { boxes, arrows: shown } = viewOf({ nodes, arrows, matrix: recovering }, 0, null);
    expect(boxes[0]).toMatchObject({ health: "degraded", word: "1.5 % failing" });
    expect(shown[0]).toMatchObject({ health: "degraded", word: "1.5 % fail" });
  });

  test("know the row of a moment", () => {
    expect([0, 1, 2, 2.5, 9].map((atUs) => matrix.rowAt(atUs))).toEqual([-1, 0, 1, 1, 2]);
  });
});
