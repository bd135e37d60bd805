import type { Kysely } from "kysely";
import type { Tables } from "../tables.js";
import { append, entriesPage, entry } from "./entries.js";
import { createPlayer, deletePlayer, player, playerByToken } from "./players.js";
import { finish, rate, rating, result, share, unshare } from "./results.js";
import {
  createSession,
  deleteSession,
  session,
  sessionAfter,
  sessionsOf,
  setStatus,
  sharedSession,
} from "./sessions.js";

/**
 * Everything that a store is asked, as queries that SQLite and PostgreSQL both understand. Each runs whole or not at
 * all inside the transaction of its caller; a RangeError says that the call does not suit what is stored.
 */
export const reads = {
  player,
  playerByToken,
  session,
  sessionsOf,
  sessionAfter,
  sharedSession,
  entry,
  entriesPage,
  result,
  rating,
};

export const writes = {
  createPlayer,
  createSession,
  append,
  setStatus,
  finish,
  rate,
  share,
  unshare,
};

/** Writes after which nothing of what they removed may be left on the disk. */
export const erasures = { deletePlayer, deleteSession };

export const queries = { ...reads, ...writes, ...erasures };

export type Queries = typeof queries;
export type QueryName = keyof Queries;

type AfterDatabase<Query> = Query extends (db: Kysely<Tables>, ...rest: infer Rest) => unknown
  ? Rest
  : never;

export type QueryParameters<Name extends QueryName> = AfterDatabase<Queries[Name]>;
export type QueryResult<Name extends QueryName> = Awaited<ReturnType<Queries[Name]>>;

/** Asks a query of a store, wherever its database runs. */
export type Ask = <Name extends QueryName>(
  name: Name,
  ...parameters: QueryParameters<Name>
) => Promise<QueryResult<Name>>;
