/** The systems that the benchmarks simulate, written out from the sizes in fixed.json. */

/**
 * One server, customers at random moments, work of random length: the M/M/1 queue of every textbook.
 * @param {{ lambda: number, mu: number, intervalSeconds: number }} size
 */
export function singleStation({ lambda, mu, intervalSeconds }) {
  return `
interval: ${intervalSeconds} s
services:
  station:
    threads: 1
    operations:
      serve: [{ work: exponential ${1000 / mu} ms }]
sources:
  customers:
    open: poisson ${lambda}/s
    mix:
      visit: { to: station.serve }
`;
}

/**
 * @typedef {object} ChainSize
 * @property {number} services
 * @property {number} requestsPerSecond
 * @property {number} simulatedSeconds
 * @property {number} meanWorkMilliseconds
 * @property {number} threads
 * @property {number} queueLength
 * @property {number} timeoutSeconds
 * @property {number} retries
 * @property {number} intervalSeconds
 */

/**
 * Services in a row. Each holds a thread while it waits for the next one, which is what makes cascades possible.
 * @param {ChainSize} size
 */
export function chainOfServices(size) {
  const names = Array.from({ length: size.services }, (_, index) => `service-${index + 1}`);
  const services = names.map((name, index) => {
    const next = names[index + 1];
    const work = `{ work: exponential ${size.meanWorkMilliseconds} ms }`;
    const steps = next === undefined ? work : `${work}, { call: ${next}.serve }`;
    return `  ${name}: { threads: ${size.threads}, queue: { length: ${size.queueLength} }, operations: { serve: [${steps}] } }`;
  });
  const retries = `{ count: ${size.retries}, backoff: { base: 50 ms, jitter: full } }`;
  const policy = `{ timeout: ${size.timeoutSeconds} s, retries: ${retries} }`;
  const calls = names.slice(1).map((name, index) => `  ${names[index]}->${name}: ${policy}`);
  return `
interval: ${size.intervalSeconds} s
services:
${services.join("\n")}
calls:
${calls.join("\n")}
sources:
  users:
    open: poisson ${size.requestsPerSecond}/s
    patience: ${size.timeoutSeconds} s
    retries: ${retries}
    mix:
      visit: { to: ${names[0]}.serve }
`;
}
