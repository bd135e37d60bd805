import { statSync } from "node:fs";
import { Kysely } from "kysely";
import { Problem } from "../../drill/problem.js";
import { refuseNewer, storeVersion } from "../migrations.js";
import { connect, firstValue } from "./connect.js";
import { OwnSqliteDialect } from "./driver.js";
import { sqliteProblem } from "./problems.js";

/** A look at a store that may be in use, for somebody who asks whether all is well; throws a Problem when it is not. */
export async function inspectSqlite(file: string): Promise<{ bytes: number; version: string }> {
  try {
    const database = connect(file);
    const db = new Kysely<never>({ dialect: new OwnSqliteDialect(database) });
    try {
      await refuseNewer(db);
      const verdict = firstValue(database, "pragma quick_check(1)");
      if (verdict !== "ok") throw new Error(String(verdict));
      return { bytes: statSync(file).size, version: storeVersion };
    } finally {
      database.close();
    }
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown : sqliteProblem(thrown, file);
  }
}
