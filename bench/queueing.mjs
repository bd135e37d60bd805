/** What queueing theory says about the M/M/1 queue, against which the simulated answers are checked. */

/**
 * The mean time that a customer spends in the system, W.
 * @param {number} lambda
 * @param {number} mu
 */
export function meanSojourn(lambda, mu) {
  return 1 / (mu - lambda);
}

/**
 * The standard error of the mean sojourn of n customers in a row.
 *
 * The sojourns of neighbouring customers are alike, so the error is far larger than that of independent samples:
 *
 *   (1 + rho) / ((1 - rho)^2 mu sqrt(n)),   rho = lambda / mu.
 *
 * Its square is the sum of three parts, in units of the mean work and per customer: the asymptotic variance of the
 * waits, rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4 (Daley 1968); that of the work, 1; and twice their
 * covariance, 2 rho (2 - rho) / (1 - rho)^2. Together they are (1 + rho)^2 / (1 - rho)^4. At rho 0.8 the standard
 * error is 9 / sqrt(n) of W, or 0.9 % for a million customers.
 * @param {number} lambda
 * @param {number} mu
 * @param {number} customers
 */
export function meanSojournError(lambda, mu, customers) {
  const rho = lambda / mu;
  return (1 + rho) / ((1 - rho) ** 2 * mu * Math.sqrt(customers));
}
