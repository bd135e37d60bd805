#!/usr/bin/env node
// @ts-check
/**
 * Measures the judge on labelled texts: a line per item, what attacks wrongly earned, and where it disagrees most.
 *
 *   node scripts/judge-table.mjs FILE.jsonl... [--all]
 *
 * A line of a file is {"id", "item", "kind", "text", "labels": {criterion: met}}. The worst 20 disagreements are shown,
 * with --all every one.
 */

import { readFileSync } from "node:fs";
import { judge } from "../dist/text/index.js";

/** @typedef {{ id: string, item: string, kind: string, text: string, labels: Record<string, boolean> }} Labelled */
/** @typedef {{ hit: number, wrong: number, missed: number, rest: number }} Counts */

const attacks = new Set(["stuffing", "negated", "pasteback", "injection", "offtopic"]);

/** @returns {Counts} */
const nothing = () => ({ hit: 0, wrong: 0, missed: 0, rest: 0 });

/** @param {Counts} counts */
const precision = ({ hit, wrong }) => (hit + wrong === 0 ? Number.NaN : hit / (hit + wrong));
/** @param {Counts} counts */
const recall = ({ hit, missed }) => (hit + missed === 0 ? Number.NaN : hit / (hit + missed));
/** @param {Counts} counts */
const f1 = ({ hit, wrong, missed }) =>
  hit + wrong + missed === 0 ? Number.NaN : (2 * hit) / (2 * hit + wrong + missed);

/** @param {number} value */
const percent = (value) => (Number.isNaN(value) ? "-" : (100 * value).toFixed(1)).padStart(6);

/** @param {readonly number[]} values */
function mean(values) {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/**
 * @param {Map<string, Counts>} table
 * @param {string} key
 * @param {boolean} met
 * @param {boolean} expected
 */
function count(table, key, met, expected) {
  const counts = table.get(key) ?? nothing();
  counts[met ? (expected ? "hit" : "wrong") : expected ? "missed" : "rest"] += 1;
  table.set(key, counts);
}

/** @param {readonly Labelled[]} texts */
export function measure(texts) {
  const total = nothing();
  /** @type {Map<string, Counts>} */
  const byItem = new Map();
  /** @type {Map<string, Counts>} */
  const byCriterion = new Map();
  /** @type {Map<string, { criteria: number, wrong: number }>} */
  const byAttack = new Map();
  const disagreements = [];
  for (const { id, item, kind, text, labels } of texts) {
    const judgement = judge(item, text);
    if (judgement === null) throw new RangeError(`${id}: there is no item "${item}"`);
    for (const [criterion, expected] of Object.entries(labels)) {
      const { met, evidence } = judgement[criterion] ?? { met: false, evidence: [] };
      count(byItem, item, met, expected);
      count(byCriterion, `${item} ${criterion}`, met, expected);
      total[met ? (expected ? "hit" : "wrong") : expected ? "missed" : "rest"] += 1;
      if (attacks.has(kind)) {
        const attack = byAttack.get(kind) ?? { criteria: 0, wrong: 0 };
        attack.criteria += 1;
        if (met && !expected) attack.wrong += 1;
        byAttack.set(kind, attack);
      }
      if (met !== expected) disagreements.push({ id, item, kind, criterion, met, evidence });
    }
  }
  const attacked = [...byAttack.values()].reduce(
    (sum, { criteria, wrong }) => ({ criteria: sum.criteria + criteria, wrong: sum.wrong + wrong }),
    { criteria: 0, wrong: 0 },
  );
  return {
    byItem,
    byCriterion,
    byAttack,
    disagreements,
    pooled: { precision: precision(total), recall: recall(total), f1: f1(total) },
    macro: mean([...byCriterion.values()].map(f1)),
    /** Criteria that are missed more often than found. */
    weakest: [...byCriterion].filter(([, counts]) => recall(counts) < 0.5).map(([key]) => key),
    attacked: {
      ...attacked,
      share: attacked.criteria === 0 ? 0 : attacked.wrong / attacked.criteria,
    },
  };
}

/** @param {readonly string[]} files */
function read(files) {
  return files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => /** @type {Labelled} */ (JSON.parse(line))),
  );
}

/** @param {string} item @param {{ precision: number, recall: number, f1: number, macro: number }} figures */
function row(item, { precision, recall, f1, macro }) {
  return `${item.padEnd(40)} ${[precision, recall, f1, macro].map((value) => percent(value).padStart(9)).join("")}`;
}

/** @param {ReturnType<typeof measure>} measured */
function table({ byItem, byCriterion, byAttack, pooled, macro, weakest, attacked }) {
  const lines = [`${"item".padEnd(40)} precision   recall       F1    macro`];
  for (const [item, counts] of byItem) {
    const own = [...byCriterion].filter(([key]) => key.startsWith(`${item} `));
    const figures = { precision: precision(counts), recall: recall(counts), f1: f1(counts) };
    lines.push(row(item, { ...figures, macro: mean(own.map(([, value]) => f1(value))) }));
  }
  lines.push(row("all", { ...pooled, macro }), "");
  lines.push(`criteria with a recall below one half: ${weakest.join(", ") || "none"}`);
  for (const [kind, { wrong, criteria }] of byAttack)
    lines.push(`${kind}: ${wrong} of ${criteria} criteria wrongly met`);
  if (attacked.criteria > 0) {
    lines.push(
      `attacks: ${attacked.wrong} of ${attacked.criteria}, ${percent(attacked.share).trim()} %`,
    );
  }
  return lines;
}

/** @param {ReturnType<typeof measure>["disagreements"]} disagreements @param {boolean} isWhole */
function worst(disagreements, isWhole) {
  // What an attack earns is worse than what an honest text wrongly earns, and that worse than what it misses.
  /** @param {{ kind: string, met: boolean }} disagreement */
  const weight = ({ kind, met }) => (attacks.has(kind) ? 0 : met ? 1 : 2);
  const sorted = [...disagreements].sort((left, right) => weight(left) - weight(right));
  const shown = isWhole ? sorted : sorted.slice(0, 20);
  const lines = shown.map(({ id, kind, criterion, met, evidence }) => {
    const quotes = met ? `: ${evidence.join(" | ")}` : "";
    return `  ${met ? "wrongly met" : "missed     "}  ${id} (${kind})  ${criterion}${quotes}`;
  });
  const title = `${sorted.length} disagreements${shown.length < sorted.length ? ", the worst 20" : ""}`;
  return ["", title, ...lines];
}

function main() {
  const parameters = process.argv.slice(2);
  const files = parameters.filter((text) => !text.startsWith("--"));
  if (files.length === 0) {
    console.error("error: no file given, name one or more .jsonl files of labelled texts");
    process.exitCode = 2;
    return;
  }
  const measured = measure(read(files));
  console.log(table(measured).join("\n"));
  console.log(worst(measured.disagreements, parameters.includes("--all")).join("\n"));
}

if (import.meta.filename === process.argv[1]) main();
