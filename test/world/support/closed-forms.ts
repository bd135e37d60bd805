/**
 * What queueing theory says exactly. Rates and times in any one unit; `load` is the arrival rate times the mean work.
 * The formulas are checked against tabulated values in closed-forms.test.ts.
 */

export interface Queue {
  /** Number in the system, in service or waiting. */
  inSystem: number;
  queue: number;
  sojourn: number;
  wait: number;
  throughput: number;
  blocked: number;
}

/** The share of requests lost by servers without a queue, for any law of the work. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked;
}

/** Several exponential servers and a queue without end. */
export function manyServers(servers: number, arrivalRate: number, serviceRate: number): Queue {
  const load = arrivalRate / serviceRate;
  const blocked = erlangB(servers, load);
  const waits = blocked / (1 - (load / servers) * (1 - blocked));
  const wait = waits / (servers * serviceRate - arrivalRate);
  const sojourn = wait + 1 / serviceRate;
  return {
    inSystem: arrivalRate * sojourn,
    queue: arrivalRate * wait,
    sojourn,
    wait,
    throughput: arrivalRate,
    blocked: 0,
  };
}

/** The same with room for so many requests, those in service included. */
export function boundedQueue(
  servers: number,
  room: number,
  arrivalRate: number,
  serviceRate: number,
): Queue {
  const shares = [1];
  for (let n = 1; n <= room; n++)
    shares.push((shares[n - 1] * arrivalRate) / (Math.min(n, servers) * serviceRate));
  const total = shares.reduce((a, b) => a + b, 0);
  const mean = (value: (n: number) => number) =>
    shares.reduce((sum, share, n) => sum + (share / total) * value(n), 0);
  const inSystem = mean((n) => n);
  const queue = mean((n) => Math.max(0, n - servers));
  const blocked = shares[room] / total;
  const throughput = arrivalRate * (1 - blocked);
  return {
    inSystem,
    queue,
    sojourn: inSystem / throughput,
    wait: queue / throughput,
    throughput,
    blocked,
  };
}

/** One server and any law of the work with a mean of 1 (Pollaczek and Khinchine). */
export function generalServer(arrivalRate: number, squaredVariation: number): Queue {
  const wait = (arrivalRate * (1 + squaredVariation)) / (2 * (1 - arrivalRate));
  return {
    inSystem: arrivalRate * (wait + 1),
    queue: arrivalRate * wait,
    sojourn: wait + 1,
    wait,
    throughput: arrivalRate,
    blocked: 0,
  };
}

/** Users who think and then visit stations of one exponential server each (exact mean value analysis). */
export function closedNetwork(users: number, think: number, works: readonly number[]) {
  let inStation = works.map(() => 0);
  let throughput = 0;
  let response = 0;
  for (let n = 1; n <= users; n++) {
    const times = works.map((work, k) => work * (1 + inStation[k]));
    response = times.reduce((a, b) => a + b, 0);
    throughput = n / (think + response);
    inStation = times.map((time) => throughput * time);
  }
  return { throughput, response, inStation };
}

/** A finite number of users with exponential pauses before one pool of exponential servers. */
export function finiteUsers(users: number, think: number, servers: number, serviceRate: number) {
  const shares = [1];
  for (let n = 1; n <= users; n++)
    shares.push((shares[n - 1] * ((users - n + 1) / think)) / (Math.min(n, servers) * serviceRate));
  const total = shares.reduce((a, b) => a + b, 0);
  const inSystem = shares.reduce((sum, share, n) => sum + (n * share) / total, 0);
  const throughput = (users - inSystem) / think;
  return { throughput, response: inSystem / throughput, idle: 1 / total };
}

/** The mean of the largest of several exponential times of mean 1. */
export function meanOfLargest(count: number): number {
  return Array.from({ length: count }, (_, index) => 1 / (index + 1)).reduce((a, b) => a + b, 0);
}
