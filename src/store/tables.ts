import type { ColumnType } from "kysely";

/** SQLite hands a 64-bit integer over as a number, PostgreSQL as a string: the type makes readers convert it. */
type Integer = ColumnType<number | string, number, number>;
type OptionalInteger = ColumnType<number | string | null, number | null, never>;

/** The tables as the migrations leave them. */
export interface Tables {
  players: {
    id: string;
    token_hash: string;
    created_at: string;
  };
  sessions: {
    id: string;
    player: string;
    /** Counts a player's sessions up, because two can begin in the same millisecond and clocks are set back. */
    ordinal: Integer;
    drill: string;
    seed: Integer;
    status: "live" | "scoring" | "done";
    created_at: string;
    updated_at: string;
    header: string;
    entries: Integer;
    at_us: Integer;
    fork_session: string | null;
    fork_at_us: OptionalInteger;
  };
  entries: {
    session: string;
    entry: Integer;
    at_us: Integer;
    line: string;
    observation: string;
  };
  results: {
    session: string;
    footer: string;
    verdict: string;
    points: number;
    max: number;
    debrief: string;
  };
  ratings: {
    session: string;
    overall: Integer;
    /** As JSON, which can say any text; a database refuses or cuts some. */
    note: string;
  };
  shares: {
    session: string;
    token_hash: string;
  };
}
