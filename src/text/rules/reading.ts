import { type Document, quote, type Span } from "../language/document.js";
import type { Claim } from "./claim.js";
import { contradicts, type Facts } from "./facts.js";
import { type Concepts, Matcher } from "./matcher.js";
import { type RowReading, readRows } from "./rows.js";
import type { Item, Rule } from "./rule.js";
import { findClaim } from "./say.js";

export interface Verdict {
  met: boolean;
  /** The words that earned it, as they stand in the text. */
  evidence: string[];
  /** Words that would have earned it, had they been true of the run. */
  refuted?: string[];
}

/** One text under the rules of one item. */
export class Reading {
  readonly #matcher: Matcher;
  #rows: Map<string, RowReading> | null = null;
  #refuted: Span[] = [];

  constructor(
    readonly document: Document,
    readonly item: Item,
    concepts: Concepts,
    readonly claim: (written: string) => Claim,
    readonly facts: Facts | null,
  ) {
    this.#matcher = new Matcher(document, concepts);
  }

  verdict(rule: Rule): Verdict {
    this.#refuted = [];
    const found = this.#find(rule);
    const evidence = found === null ? [] : unique(found.map((span) => quote(this.document, span)));
    const refuted =
      found === null ? unique(this.#refuted.map((span) => quote(this.document, span))) : [];
    return { met: found !== null, evidence, ...(refuted.length > 0 ? { refuted } : {}) };
  }

  /** The words that earn a rule, or null where it is not kept. */
  #find(rule: Rule, within?: readonly Span[]): Span[] | null {
    switch (rule.kind) {
      case "any": {
        if (rule.unless.some((written) => this.#places(written).length > 0)) return null;
        const first = this.#earliest(rule.claims, rule.fact, within);
        return first === null ? null : [first];
      }
      case "all":
        return this.#several(rule.of, rule.of.length, within);
      case "at-least":
        return this.#several(rule.of, rule.count, within);
      case "either":
        return this.#several(rule.of, 1, within);
      case "in-order":
        return this.#inOrder(rule.of);
      case "leads": {
        const found = this.#find(rule.claim, within);
        const other = this.#find(rule.others, within);
        const isFirst = found !== null && (other === null || found[0]!.start <= other[0]!.start);
        return isFirst ? found : null;
      }
      case "times": {
        // What ends with the same word is the same thing, found from two beginnings.
        const places = rule.claims.flatMap((written) => this.#places(written));
        const distinct = new Map(places.map((span) => [span.end, span]));
        return distinct.size >= rule.count ? [...distinct.values()] : null;
      }
      case "row":
        return this.#row(rule);
      case "row-reasons":
        return this.#reasons(rule.count, rule.claims);
      case "words-at-most":
        return this.document.plainWordCount <= rule.count ? [] : null;
    }
  }

  #places(written: string, within?: readonly Span[]): Span[] {
    return findClaim(this.#matcher, this.claim(written), within);
  }

  #earliest(
    written: readonly string[],
    fact: string | null,
    within?: readonly Span[],
  ): Span | null {
    let first: Span | null = null;
    for (const claim of written) {
      for (const span of this.#places(claim, within)) {
        if (
          fact !== null &&
          this.facts !== null &&
          contradicts(this.#matcher, span, fact, this.facts)
        ) {
          this.#refuted.push(span);
        } else if (first === null || span.start < first.start) first = span;
      }
    }
    return first;
  }

  #several(rules: readonly Rule[], count: number, within?: readonly Span[]): Span[] | null {
    const found = rules.map((rule) => this.#find(rule, within)).filter((spans) => spans !== null);
    return found.length >= count ? found.flat() : null;
  }

  /** Each step is looked for behind the one before; where it can be said in several places, one of them must fit. */
  #inOrder(rules: readonly Rule[]): Span[] | null {
    const chosen: Span[] = [];
    for (const rule of rules) {
      if (rule.kind !== "any") throw new RangeError("in-order takes rules made of claims");
      const after = chosen.at(-1)?.start ?? -1;
      const places = rule.claims.flatMap((written) => this.#places(written));
      const next = places
        .filter(({ end }) => end - 1 > after)
        .sort((left, right) => left.end - right.end)[0];
      if (next === undefined) return null;
      chosen.push(next);
    }
    return chosen;
  }

  #row({ topic, label, action }: Rule & { kind: "row" }): Span[] | null {
    const reading = this.#readRows().get(topic);
    if (reading === undefined)
      throw new RangeError(`there is no row "${topic}" in ${this.item.name}`);
    if (reading.label !== label || reading.at === null) return null;
    if (action === null) return [reading.at];
    const found = this.#find(
      action,
      reading.stretches.map(({ span }) => span),
    );
    return found === null ? null : [reading.at, ...found];
  }

  #reasons(count: number, written: readonly string[]): Span[] | null {
    const reasons: Span[] = [];
    for (const { stretches } of this.#readRows().values()) {
      const own = stretches.filter(({ shared }) => !shared).map(({ span }) => span);
      const found = this.#earliest(written, null, own);
      if (found !== null) reasons.push(found);
    }
    return reasons.length >= count ? reasons : null;
  }

  #readRows(): Map<string, RowReading> {
    if (this.item.rows === undefined) throw new RangeError(`${this.item.name} has no rows`);
    this.#rows ??= readRows(this.#matcher, this.item.rows);
    return this.#rows;
  }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== "");
}
