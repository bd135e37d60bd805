/** Sources of load: when requests come, which route they take, and what is shed or shifted at the edge. */
import { Outcome } from "../outcome.js";
import { draw, Mixing, Purpose, unit } from "../random/keyed.js";
import { exponential } from "../random/ziggurat.js";
import { EdgeField } from "../telemetry/recorder.js";
import { beginCall } from "./call.js";
import { EventKind, payloadOf } from "./events.js";
import type { State } from "./state.js";
import { think } from "./think.js";

/** Lets every source begin: open ones with their first gap, closed ones with all users thinking. */
export function beginSources(state: State): void {
  state.program.system.sources.forEach((spec, source) => {
    if (spec.load.kind === "open") scheduleArrival(state, source);
    else for (let user = 0; user < spec.load.users; user++) think(state, source);
  });
}

/** An open source's request comes; the next one is scheduled. A moment that was given up brings nothing. */
export function arrive(state: State, source: number): void {
  if (Math.floor(state.sources.nextUs[source]) !== state.queue.nowUs) return;
  send(state, source);
  scheduleArrival(state, source);
}

/** Multiplies the load of a source from now on; 0 stops it. The gap under way is drawn again at the new rate. */
export function changeLoad(state: State, source: number, factor: number): void {
  const { sources, program, queue } = state;
  sources.factor[source] = factor;
  if (program.system.sources[source].load.kind !== "open") return;
  sources.meanGapUs[source] = program.sources[source].meanGapUs / factor;
  sources.nextUs[source] = queue.nowUs;
  if (factor > 0) scheduleArrival(state, source);
  else sources.nextUs[source] = -1;
}

/** The gaps add up exactly and only the moment is rounded, so that rounding does not change the rate. */
function scheduleArrival(state: State, source: number): void {
  const { sources, program, sourceKeys } = state;
  let gapUs = sources.meanGapUs[source];
  if (program.sources[source].poisson) {
    const key = (sourceKeys[source] + Math.imul(sources.sent[source], Mixing.gap)) | 0;
    gapUs *= exponential(draw(key, Purpose.gap));
  }
  sources.nextUs[source] += gapUs;
  state.queue.schedule(Math.floor(sources.nextUs[source]), payloadOf(EventKind.arrival, source));
}

/** Sends one request of a source. */
export function send(state: State, source: number): void {
  const { sources, program } = state;
  const number = sources.sent[source]++;
  const key = state.requestKey(source, number);
  const { routes } = program.sources[source];
  let index = 0;
  if (routes.length > 1) {
    const bits = draw(key, Purpose.route) >>> 0;
    while (index < routes.length - 1 && bits >= routes[index].threshold) index++;
  }
  const route = routes[index];
  const flat = program.edgeRoute[route.edges[0]];
  const shifted =
    sources.shiftShare[flat] > 0 && unit(draw(key, Purpose.shift)) < sources.shiftShare[flat];
  const edge = route.edges[shifted ? 1 : 0];
  if (sources.shedShare[flat] > 0 && unit(draw(key, Purpose.shed)) < sources.shedShare[flat]) {
    shed(state, source, edge);
    return;
  }
  const { traceEvery } = program.system;
  // A division and a comparison: the remainder of two floating-point numbers is a slow library call.
  const traced = traceEvery > 0 && Math.floor(number / traceEvery) * traceEvery === number;
  beginCall(state, -1, program.edgeLane[edge], edge, route.entries[shifted ? 1 : 0], key, traced);
}

/** A request refused at the edge costs the system nothing and the user everything. */
function shed(state: State, source: number, edge: number): void {
  const counters = state.recorder.edges;
  const row = edge * EdgeField.width;
  counters[row + EdgeField.calls]++;
  counters[row + EdgeField.callOutcomes + Outcome.shed]++;
  if (state.program.sources[source].thinkLaw >= 0) think(state, source);
}
