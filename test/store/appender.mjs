// @ts-check
// A program that appends to a store and says on stdout what it asks and what was acknowledged, until it is killed:
// node appender.mjs STORE-FILE [APPENDS]
import { writeSync } from "node:fs";
import { openStore } from "../../dist/store/index.js";

const [file = "", appends = "1000000"] = process.argv.slice(2);
const store = await openStore(file);
if ((await store.playerByToken("hash")) === null) await store.createPlayer("ada", "hash");

/**
 * What entry `number` of a session says; it fills between one and several pages of the file.
 * @param {string} id
 * @param {number} number
 */
function entryOf(id, number) {
  const observation = JSON.stringify({ id, number, text: "x".repeat((number * 997) % 9000) });
  return { entry: number, atUs: number, line: `${id} ${number}\n`, observation };
}

/** @param {string} id */
async function appendTo(id) {
  const given = {
    id,
    player: "ada",
    drill: "d",
    seed: 1,
    header: "{}\n",
    atUs: 0,
    forkedFrom: null,
  };
  const { entries } = (await store.session(id)) ?? (await store.createSession(given, []));
  for (let number = entries + 1; number <= entries + Number(appends); number++) {
    writeSync(1, `asked ${id} ${number}\n`);
    await store.append(id, [entryOf(id, number)]);
    writeSync(1, `acknowledged ${id} ${number}\n`);
  }
}

try {
  await Promise.all(["one", "two", "three"].map(appendTo));
} catch (thrown) {
  writeSync(1, `refused ${/** @type {{ code?: string }} */ (thrown).code}\n`);
}
await store.close();
