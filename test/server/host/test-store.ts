import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { problem } from "../../../src/drill/problem.js";
import { openStoreHere, type Store } from "../../../src/store/index.js";

/** A store of one's own with a player named `tester`, and a switch with which its disk is full. */
export async function testStore(
  folder: string,
): Promise<{ store: Store; disk: { full: boolean } }> {
  const store = await openStoreHere(join(folder, `${randomUUID()}.db`));
  await store.createPlayer("tester", "0".repeat(64));
  const disk = { full: false };
  const watched = new Proxy(store, {
    get: (target, name) => {
      const member = Reflect.get(target, name, target) as unknown;
      if (typeof member !== "function") return member;
      if (name === "append" && disk.full) return () => Promise.reject(problem("store-full", {}));
      return member.bind(target);
    },
  });
  return { store: watched, disk };
}
