/**
 * What each measure does to an outage that has settled. The figures are those of an independent simulation of the same
 * design, written beforehand in another language; this system has to meet them.
 *
 * - all, checkout, browse: requests that succeed, in per cent of those that end in the window. A request that was shed
 *   has failed. Browsing is carts, searches and accounts.
 * - minutes: the length of the window. It is 5 where the figure depends on it; figures known for 10 minutes only were
 *   converted, since what is lost before a measure takes effect is lost once: 94.0 % of 10 minutes are 88.0 % of 5.
 *   It is 2 where the measure works within seconds or not at all; 5 s of 2 minutes are 4 %, which the tolerance covers.
 * - from: seconds from the opening to the beginning of the window. Here new replicas start as slowly as restarted
 *   ones, in 2 minutes; in the independent simulation they were there at once. So their window begins with them. A
 *   maintenance page works when Cart has got through its backlog, which grows by 60/s; so it is put up 4 minutes
 *   after the opening, when the backlog is about what it was there. All other measures are taken at the opening.
 * - attempts/s: what reaches for Payment in the last minute. peak/s: the same in the worst 15 s of the window.
 * - seeds: replications in the default suite; the full suite makes three of all.
 * - against: the measure to which this one adds something.
 *
 * The second site was not part of the independent simulation: "shift everything" holds the figures first measured
 * here, and only its verdict was known.
 */
const table = `
measure                | from | minutes | seeds |  all | checkout | browse | attempts/s | peak/s | checkouts | verdict       | against
nothing                |    0 |       2 |     3 |  0.4 |        0 |    0.8 |      12007 |        |           | useless       | nothing
restart Payment        |    0 |       5 |     1 |  9.3 |        0 |   18.6 |      12007 |  47500 |           | useless       | nothing
restart Order, Cart    |    0 |       5 |     1 |  6.3 |        0 |   12.6 |      12007 |        |           | useless       | nothing
restart all three      |    0 |       5 |     1 | 12.3 |        0 |   24.6 |      12007 |  46200 |           | useless       | nothing
pending flag           |    0 |       5 |     3 | 99.2 |     99.2 |   99.2 |          0 |        | pending   | decisive      | nothing
breaker with fallback  |    0 |       5 |     3 | 98.5 |     98.5 |   98.5 |       2002 |        | pending   | decisive      | nothing
block                  |    0 |       2 |     1 | 22.7 |        0 |   45.4 |      46000 |        |           | browsing only | nothing
bulkhead 50            |    0 |       2 |     1 | 23.2 |        0 |   46.0 |      46000 |        |           | browsing only | nothing
block, retries off     |    0 |       2 |     3 | 49.7 |        0 |   99.4 |       2002 |        |           | browsing only | nothing
bulkhead, retries off  |    0 |       2 |     1 | 49.7 |        0 |   99.4 |       2002 |        |           | browsing only | nothing
block, budget 10 %     |    0 |       2 |     3 | 49.7 |        0 |   99.3 |       2720 |        |           | browsing only | nothing
shed 20 %              |    0 |       2 |     1 |  0.4 |        0 |    0.8 |      12007 |        |           | useless       | nothing
shed 40 %              |    0 |       2 |     1 |  0.4 |        0 |    0.8 |      12007 |        |           | useless       | nothing
shed 60 %              |    0 |       2 |     1 |  0.4 |        0 |    0.8 |      12007 |        |           | useless       | nothing
shed 80 %              |    0 |       2 |     3 |  0.4 |        0 |    0.8 |      12007 |        |           | useless       | nothing
shed 80 % for 60 s     |    0 |       3 |     1 |  0.2 |        0 |    0.8 |      12007 |        |           | useless       | nothing
retries off            |    0 |       2 |     3 | 49.7 |        0 |   99.3 |       2003 |        |           | browsing only | nothing
budget 10 %            |    0 |       2 |     3 | 49.6 |        0 |   99.2 |       2724 |        |           | browsing only | nothing
retries off, shed 80 % |    0 |       2 |     3 | 10.0 |        0 |   20.0 |        399 |        |           | harmful       | retries off
Order->Payment 0.5 s   |    0 |       2 |     1 |  0.2 |        0 |    0.8 |      12007 |        |           | useless       | nothing
Order->Payment 1 s     |    0 |       2 |     3 |  0.2 |        0 |    0.8 |      12007 |        |           | useless       | nothing
Order->Payment 2 s     |    0 |       2 |     1 |  0.2 |        0 |    0.8 |      12007 |        |           | useless       | nothing
Payment->Bank 0.5 s    |    0 |       2 |     3 |  0.2 |        0 |    0.8 |      12400 |        |           | useless       | nothing
timeouts 0.5, 1, 2 s   |    0 |       2 |     3 |  0.2 |        0 |    0.8 |      12400 |        |           | useless       | nothing
timeouts, retries off  |    0 |       2 |     1 | 49.7 |        0 |   99.4 |       2000 |        |           | browsing only | nothing
Payment twice          |  120 |       5 |     1 | 20.9 |        0 |   41.8 |         13 |        |           | browsing only | nothing
Payment ten times      |  120 |       5 |     1 | 20.9 |        0 |   41.8 |         40 |        |           | browsing only | nothing
maintenance page       |  240 |       5 |     1 | 42.0 |        0 |   84.0 |          0 |        |           | browsing only | nothing
the same for 60 s      |    0 |       3 |     3 |  8.9 |        0 |   17.5 |      12007 |        |           | useless       | nothing
flag, then restarts    |    0 |       5 |     3 | 92.7 |     88.0 |   95.8 |          0 |        | pending   | harmful       | pending flag
restarts, then flag    |    0 |       5 |     1 | 60.3 |     49.4 |   73.2 |          0 |  46300 | pending   | harmful       | pending flag
block, then flag       |    0 |       5 |     1 | 83.9 |     82.0 |   84.6 |          0 |        | pending   | decisive      | nothing
breaker, shed 40 %     |    0 |       5 |     3 | 59.4 |     59.4 |   59.4 |       1200 |        | pending   | harmful       | breaker with fallback
shift browsing         |    0 |       2 |     1 | 50.0 |        0 |  100.0 |      12007 |        |           | browsing only | nothing
shift everything       |    0 |       5 |     1 |  6.2 |        0 |   12.4 |      12007 |        |           | useless       | nothing
the bank recovers      |    0 |       5 |     3 | 94.5 |     93.2 |   93.2 |       2001 |        | paid      | decisive      | nothing
`;

export type Verdict = "decisive" | "browsing only" | "useless" | "harmful";

export interface Measure {
  name: string;
  fromSeconds: number;
  minutes: number;
  seeds: number;
  all: number;
  checkout: number;
  browse: number;
  attemptsPerSecond: number;
  peakPerSecond: number | null;
  /** How the checkouts that succeed are served; null where none does. */
  checkouts: "paid" | "pending" | null;
  verdict: Verdict;
  against: string;
}

const [, ...lines] = table.trim().split("\n");

export const measures: readonly Measure[] = lines.map((line) => {
  const cells = line.split("|").map((cell) => cell.trim());
  const [fromSeconds, minutes, seeds, all, checkout, browse, attempts] = cells.slice(1).map(Number);
  return {
    name: cells[0]!,
    fromSeconds: fromSeconds!,
    minutes: minutes!,
    seeds: seeds!,
    all: all!,
    checkout: checkout!,
    browse: browse!,
    attemptsPerSecond: attempts!,
    peakPerSecond: cells[8] === "" ? null : Number(cells[8]),
    checkouts: cells[9] === "" ? null : (cells[9] as "paid" | "pending"),
    verdict: cells[10] as Verdict,
    against: cells[11]!,
  };
});

export function measureNamed(name: string): Measure {
  const measure = measures.find((candidate) => candidate.name === name);
  if (measure === undefined) throw new Error(`no measure "${name}"`);
  return measure;
}
