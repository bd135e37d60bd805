/**
 * The page in Debian's Chromium while the cascade runs at ten times its speed: how evenly it draws, how soon it answers
 * to keys, how its memory grows, and whether charts that nobody sees cost anything.
 */

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { answer, figure, skippedFigure } from "../harness.mjs";
import { chromiumFlags, chromiumPath } from "../live/chromium.mjs";
import { lengthenRun } from "../live/lengthened-run.mjs";
import { startServeProcess } from "../live/serve-process.mjs";

/**
 * @typedef {object} Size
 * @property {string} drill
 * @property {number} seed
 * @property {number} simulatedMinutes
 * @property {number} framesSeconds
 * @property {number} interactions
 * @property {{ frameMilliseconds: number, taskMilliseconds: number, blockedShare: number, interactionMilliseconds: number, growthMegabytes: number, liveSeries: number }} targets
 */

export const name = "page";
export const title = "The page in Chromium";

/** Panels in which everything moves. */
const panels = ["map", "charts"];

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run(size) {
  const { targets } = size;
  if (!existsSync(chromiumPath)) {
    const target = { text: "ms p95 of a frame", atMost: targets.frameMilliseconds };
    const figures = [skippedFigure(target, `${chromiumPath} is not installed`)];
    return { headline: "no browser", figures, answers: [], measurements: {} };
  }
  const parent = mkdtempSync(join(tmpdir(), "smokejumper-bench-"));
  const server = await startServeProcess({ folder: join(parent, "data") });
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
  try {
    const context = await browser.newContext({
      baseURL: server.address,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    await page.addInitScript(watchPage);
    const lengthened = await lengthenRun(page, {
      minutes: size.simulatedMinutes,
      secondsPerFrame: 20,
      frameMilliseconds: 1000,
    });
    const session = await begin(page, server.address, size);
    await page.goto(`/play/${session}`);
    await page.locator(".room-header").waitFor({ timeout: 120_000 });
    await page.locator(".react-flow__node").first().waitFor({ timeout: 60_000 });

    const smooth = [];
    for (const panel of panels) {
      await open(page, panel);
      await pause(3000);
      smooth.push({ panel, ...(await measureFrames(page, size.framesSeconds)) });
    }
    const charts = await countCharts(page);
    const interactions = await interact(page, size.interactions);

    // The picture of the whole run is what grows, so that it is the charts that stay open.
    await open(page, "charts");
    const heapBefore = await heapMegabytes(page);
    lengthened.repeat();
    while (lengthened.simulatedSeconds() < size.simulatedMinutes * 60) await pause(1000);
    const heapAfter = await heapMegabytes(page);
    return outcomeOf(size, {
      smooth,
      charts,
      interactions,
      heapBefore,
      heapAfter,
      series: lengthened.series(),
    });
  } finally {
    await browser.close();
    await server.kill();
    rmSync(parent, { recursive: true, force: true });
  }
}

/**
 * @param {Size} size
 * @param {any} measured
 * @returns {import("../harness.mjs").Outcome}
 */
function outcomeOf({ targets, interactions: wanted }, measured) {
  const { smooth, charts, interactions, heapBefore, heapAfter, series } = measured;
  const frames = smooth.flatMap((/** @type {any} */ { panel, p95, longestTask, blockedShare }) => [
    figure({ text: `ms p95 of a frame (${panel})`, value: p95, atMost: targets.frameMilliseconds }),
    figure({
      text: `ms the longest task (${panel})`,
      value: longestTask,
      atMost: targets.taskMilliseconds,
    }),
    figure({
      text: `of the time blocked (${panel})`,
      value: blockedShare,
      atMost: targets.blockedShare,
    }),
  ]);
  return {
    headline: `${series} live series, ${charts.drawn} of ${charts.all} charts drawn`,
    figures: [
      ...frames,
      figure({
        text: "ms from a key to the next paint, p98",
        value: interactions.p98,
        atMost: targets.interactionMilliseconds,
      }),
      figure({
        text: "MB growth of the heap",
        value: heapAfter - heapBefore,
        atMost: targets.growthMegabytes,
      }),
      figure({ text: "MB of heap at the end", value: heapAfter }),
    ],
    answers: [
      answer({
        text: "live series, at least",
        value: Math.min(series, targets.liveSeries),
        expected: targets.liveSeries,
        tolerance: 0,
      }),
      answer({
        text: "charts drawn out of sight",
        value: charts.unseen,
        expected: 0,
        tolerance: 0,
      }),
      answer({
        text: "charts not drawn in sight",
        value: charts.missing,
        expected: 0,
        tolerance: 0,
      }),
      answer({
        text: "charts that are not drawn",
        value: Number(charts.all > charts.drawn),
        expected: 1,
        tolerance: 0,
      }),
      answer({
        text: "interactions measured",
        value: Math.min(interactions.count, wanted),
        expected: wanted,
        tolerance: 0,
      }),
    ],
    measurements: measured,
  };
}

/** Runs in the page before anything else. */
function watchPage() {
  /** @type {any} */
  const kept = { tasks: [], interactions: new Map() };
  Object.assign(globalThis, { kept });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      kept.tasks.push({ startTime, duration });
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { interactionId, duration } = /** @type {any} */ (entry);
      if (interactionId === 0) continue;
      kept.interactions.set(
        interactionId,
        Math.max(duration, kept.interactions.get(interactionId) ?? 0),
      );
    }
  }).observe(/** @type {any} */ ({ type: "event", durationThreshold: 16 }));
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} address
 * @param {Size} size
 */
async function begin(page, address, { drill, seed }) {
  const response = await page.request.post("/api/v1/sessions", {
    data: { drill, seed, speed: "10x" },
    headers: { origin: address.replace(/\/$/, "") },
  });
  return (await response.json()).session.id;
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} panel
 */
async function open(page, panel) {
  await page.locator("body").press("g");
  await page.locator("body").press(panel.charAt(0));
  await page
    .locator(panel === "map" ? ".react-flow__node" : ".chart .u-wrap")
    .first()
    .waitFor();
}

/**
 * @param {import("playwright-core").Page} page
 * @param {number} seconds
 */
function measureFrames(page, seconds) {
  return page.evaluate(async (length) => {
    const began = performance.now();
    const gaps = [];
    let last = began;
    while (last - began < length * 1000) {
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    gaps.sort((left, right) => left - right);
    // Gathered a little later than it happens.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { kept } = /** @type {any} */ (globalThis);
    const tasks = kept.tasks.filter(
      (/** @type {any} */ { startTime }) => startTime >= began && startTime <= last,
    );
    const durations = tasks.map((/** @type {any} */ { duration }) => duration);
    return {
      frames: gaps.length,
      p50: gaps[Math.floor(gaps.length * 0.5)],
      p95: gaps[Math.floor(gaps.length * 0.95)],
      worst: gaps.at(-1),
      longTasks: tasks.length,
      longestTask: Math.max(0, ...durations),
      blockedShare:
        durations.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0) /
        (last - began),
    };
  }, seconds);
}

/**
 * Which charts have a drawing, and whether they are the ones that can be seen, or nearly.
 * @param {import("playwright-core").Page} page
 */
function countCharts(page) {
  const marginPixels = 130;
  return page.locator(".charts-scroll").evaluate((frame, margin) => {
    const { top, bottom } = frame.getBoundingClientRect();
    const plots = [...frame.querySelectorAll(".chart-plot")].map((plot) => {
      const box = plot.getBoundingClientRect();
      return {
        isDrawn: plot.querySelector("canvas") !== null,
        isSeen: box.bottom > top && box.top < bottom,
        isNear: box.bottom > top - margin && box.top < bottom + margin,
      };
    });
    return {
      all: plots.length,
      drawn: plots.filter(({ isDrawn }) => isDrawn).length,
      unseen: plots.filter(({ isDrawn, isNear }) => isDrawn && !isNear).length,
      missing: plots.filter(({ isDrawn, isSeen }) => isSeen && !isDrawn).length,
    };
  }, marginPixels);
}

/**
 * Goes through the room by keys, as somebody in a hurry does, while everything goes on.
 * @param {import("playwright-core").Page} page
 * @param {number} wanted
 */
async function interact(page, wanted) {
  await page.evaluate(() => /** @type {any} */ (globalThis).kept.interactions.clear());
  const { keyboard } = page;
  const count = () => page.evaluate(() => /** @type {any} */ (globalThis).kept.interactions.size);
  for (let round = 0; (await count()) < wanted && round < 40; round += 1) {
    for (const keys of [
      ["g", "c"],
      ["Control+k"],
      ["p", "a", "y"],
      ["ArrowDown"],
      ["Escape"],
      ["g", "m"],
      ["t"],
      ["t"],
      ["t"],
    ]) {
      for (const key of keys) await keyboard.press(key);
      await pause(250);
    }
  }
  const durations = await page.evaluate(() => [
    .../** @type {any} */ (globalThis).kept.interactions.values(),
  ]);
  durations.sort((left, right) => left - right);
  return {
    count: durations.length,
    p50: durations[Math.floor(durations.length * 0.5)],
    p98: durations[Math.floor(durations.length * 0.98)],
    worst: durations.at(-1),
  };
}

/** @param {import("playwright-core").Page} page */
async function heapMegabytes(page) {
  const devtools = await page.context().newCDPSession(page);
  // What the first sweep frees lets a second one free more.
  for (let sweep = 0; sweep < 3; sweep += 1) await devtools.send("HeapProfiler.collectGarbage");
  const usage = /** @type {{ usedSize: number, backingStorageSize?: number }} */ (
    await devtools.send("Runtime.getHeapUsage")
  );
  await devtools.detach();
  // What is measured is kept in typed arrays, whose memory lies beside the heap.
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 2 ** 20;
}
