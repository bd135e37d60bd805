/**
 * An M/M/1 queue in simjs, written the way its documentation writes one.
 *
 *   node mm1-simjs.mjs LAMBDA MU CUSTOMERS SEED      rates are per second
 *
 * It prints {"customers", "meanSojourn", "processSeconds", "cpuSeconds"} as one line of JSON, in seconds. The first is
 * the processor time of the whole program from its start to its first answer, as a user would run it. Then the same
 * simulation is made again: the compiler is warm by then, and that run is the second reading.
 */

// The published bundle has no exports: it puts its classes on a browser's `window` and nowhere else.
globalThis.window = {};
await import("simjs");
const { Sim, Entity, Facility, Random } = globalThis.window.Sim;

class Customers extends Entity {
  start(station, lambda, mu, customers, seed) {
    this.station = station;
    this.lambda = lambda;
    this.mu = mu;
    this.expected = customers;
    this.arrived = 0;
    this.gaps = new Random(seed);
    this.work = new Random(seed + 1_000_003);
    this.setTimer(this.gaps.exponential(this.lambda)).done(this.arrive);
  }

  arrive() {
    this.arrived += 1;
    this.useFacility(this.station, this.work.exponential(this.mu));
    if (this.arrived < this.expected) {
      this.setTimer(this.gaps.exponential(this.lambda)).done(this.arrive);
    }
  }
}

function simulate(lambda, mu, customers, seed) {
  const sim = new Sim();
  const station = new Facility("station", Facility.FCFS, 1);
  sim.addEntity(Customers, "customers", station, lambda, mu, customers, seed);
  sim.simulate(Infinity);
  // The facility measures every customer's time in the system by itself, so the model adds no record of its own.
  const sojourns = station.systemStats().durationSeries;
  return { customers: sojourns.count(), meanSojourn: sojourns.average() };
}

const [lambda, mu, customers, seed] = process.argv.slice(2).map(Number);
if (!(lambda > 0 && mu > 0 && customers > 0 && Number.isInteger(seed))) {
  process.stderr.write("usage: mm1-simjs.mjs LAMBDA MU CUSTOMERS SEED\n");
  process.exit(2);
}
simulate(lambda, mu, customers, seed);
const begun = process.cpuUsage();
const result = simulate(lambda, mu, customers, seed);
const used = process.cpuUsage(begun);
const seconds = ({ user, system }) => (user + system) / 1e6;
const readings = { processSeconds: seconds(begun), cpuSeconds: seconds(used) };
process.stdout.write(`${JSON.stringify({ ...result, ...readings })}\n`);
