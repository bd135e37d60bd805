import { type Kysely, sql } from "kysely";
import { type Ask, erasures, type QueryName, queries, reads } from "./queries/index.js";
import type { Tables } from "./tables.js";

interface Call {
  name: QueryName;
  run(db: Kysely<Tables>): Promise<unknown>;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

type Outcome = { value: unknown } | { refused: RangeError };

/** Longer groups save nothing more, and the first of a group waits for its last. */
const callsOfGroup = 256;

/**
 * Runs calls in the order in which they come. All that came while the disk was busy goes into one transaction, so
 * that many share one wait for the disk; an answer is given only once its transaction is on disk.
 */
export class GroupCommit {
  private waiting: Call[] = [];
  private running = false;
  /** Whether something that was deleted may still be on the disk. */
  private owesErasure = false;

  /** `erase` leaves nothing on the disk of what was deleted; after false it is called again with the next group. */
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly erase: () => boolean,
  ) {}

  readonly ask: Ask = (name, ...parameters) =>
    new Promise((resolve, reject) => {
      const query = queries[name] as (db: Kysely<Tables>, ...rest: unknown[]) => Promise<unknown>;
      this.waiting.push({
        name,
        run: (db) => query(db, ...parameters),
        resolve: resolve as (value: unknown) => void,
        reject,
      });
      if (!this.running) void this.runAll();
    });

  private async runAll(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      // A turn of the event loop lets everything in that was sent during the last transaction.
      await new Promise((resolve) => setImmediate(resolve));
      await this.perform(this.waiting.splice(0, callsOfGroup));
    }
    this.running = false;
  }

  private async perform(group: readonly Call[]): Promise<void> {
    try {
      const onlyReads = group.every(({ name }) => Object.hasOwn(reads, name));
      const outcomes = onlyReads
        ? await this.attemptAll(this.db, group, false)
        : await this.db.transaction().execute((db) => this.attemptAll(db, group, true));
      if (group.some(({ name }) => Object.hasOwn(erasures, name))) this.owesErasure = true;
      if (this.owesErasure) this.owesErasure = !this.erase();
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index]!;
        if ("refused" in outcome) reject(outcome.refused);
        else resolve(outcome.value);
      }
    } catch (failure) {
      if (group.length === 1) group[0]!.reject(failure);
      // Nothing of the group was written. Its members may have a better fate alone: a small one may still fit the disk.
      else for (const call of group) await this.perform([call]);
    }
  }

  private async attemptAll(
    db: Kysely<Tables>,
    group: readonly Call[],
    inTransaction: boolean,
  ): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const call of group) outcomes.push(await this.attempt(db, call, inTransaction));
    return outcomes;
  }

  /** A call that is refused is taken back alone; what fails otherwise takes the group with it. */
  private async attempt(
    db: Kysely<Tables>,
    { run }: Call,
    inTransaction: boolean,
  ): Promise<Outcome> {
    if (inTransaction) await sql`savepoint one_call`.execute(db);
    try {
      const value = await run(db);
      if (inTransaction) await sql`release savepoint one_call`.execute(db);
      return { value };
    } catch (failure) {
      if (!(failure instanceof RangeError)) throw failure;
      if (inTransaction) {
        await sql`rollback to savepoint one_call`.execute(db);
        await sql`release savepoint one_call`.execute(db);
      }
      return { refused: failure };
    }
  }
}
