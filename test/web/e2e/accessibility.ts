/** What is asked of every screen: no violation of axe's, in both themes, and that enough was looked at. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

export interface Checked {
  /** One line for each element that breaks a rule. */
  violations: string[];
  /** Elements that at least one rule was asked about. */
  elements: number;
}

export const themes = ["light", "dark"] as const;

/** All of axe's standard rules; none is switched off. */
export async function checkWithAxe(page: Page): Promise<Checked> {
  const { violations, passes, incomplete } = await new AxeBuilder({ page }).analyze();
  const seen = new Set(
    [...violations, ...passes, ...incomplete].flatMap(({ nodes }) =>
      nodes.map(({ target }) => JSON.stringify(target)),
    ),
  );
  return {
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = "" }) => `${id} at ${target}: ${failureSummary}`),
    ),
    elements: seen.size,
  };
}

/** Axe reads colours, which are still on their way while something fades. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    await Promise.all(
      document
        .getAnimations()
        .filter(
          (animation) =>
            animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
        )
        .map((animation) => animation.finished.catch(() => undefined)),
    );
  });
}
