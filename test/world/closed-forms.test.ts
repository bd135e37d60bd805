/** The formulas that the simulation is held against give the tabulated values. */
import { describe, expect, test } from "vitest";
import {
  boundedQueue,
  closedNetwork,
  erlangB,
  finiteUsers,
  generalServer,
  manyServers,
  meanOfLargest,
} from "./support/closed-forms.js";

const digits = 6;

describe("closed forms", () => {
  test.each([
    [1, 0.5, 0.333333],
    [5, 3, 0.110054],
    [10, 9, 0.167963],
    [20, 18, 0.109213],
  ])("%d servers without a queue at load %d lose %d", (servers, load, lost) => {
    expect(erlangB(servers, load)).toBeCloseTo(lost, digits);
  });

  test.each([
    [1, 0.9, 1, 8.1, 10, 9],
    [1, 80, 100, 3.2, 0.05, 0.04],
    [2, 1.5, 1, 1.928571, 2.285714, 1.285714],
    [4, 3, 1, 1.528302, 1.509434, 0.509434],
    [10, 8, 1, 1.636721, 1.20459, 0.20459],
    [10, 9, 1, 6.018584, 1.668732, 0.668732],
    [64, 56, 1, 1.50586, 1.02689, 0.02689],
  ])("%d servers, %d arrivals, rate %d", (servers, arrivals, rate, queue, sojourn, wait) => {
    const found = manyServers(servers, arrivals, rate);
    expect(found.queue).toBeCloseTo(queue, digits);
    expect(found.sojourn).toBeCloseTo(sojourn, digits);
    expect(found.wait).toBeCloseTo(wait, digits);
  });

  test.each([
    [1, 5, 0.9, 0.126023, 2.194782, 0.78658, 2.790286],
    [1, 10, 2, 0.500244, 9.005374, 0.999511, 9.009775],
    [4, 20, 3, 0.001281, 4.453451, 2.996156, 1.486388],
    [4, 20, 5, 0.202843, 16.270549, 3.985786, 4.082144],
    [10, 110, 12, 0.166667, 105.000001, 10, 10.5],
  ])("%d servers with room for %d, %d arrivals", (servers, room, arrivals, ...expected) => {
    const { blocked, inSystem, throughput, sojourn } = boundedQueue(servers, room, arrivals, 1);
    [blocked, inSystem, throughput, sojourn].forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index], digits);
    });
  });

  test.each([
    [0, 2, 2.4],
    [0.25, 2.5, 2.8],
    [1, 4, 4],
    [Math.E - 1, 5.436564, 5.149251],
    [4, 10, 8.8],
  ])("one server with a variation of %d at load 0.8", (variation, wait, inSystem) => {
    expect(generalServer(0.8, variation).wait).toBeCloseTo(wait, digits);
    expect(generalServer(0.8, variation).inSystem).toBeCloseTo(inSystem, digits);
  });

  test.each([
    [1, 0.869565, 0.15, 0.069565],
    [5, 4.20874, 0.188004, 0.449852],
    [10, 7.891676, 0.267158, 1.323608],
    [20, 12.022089, 0.663604, 6.251365],
    [50, 12.499999, 3, 35.500003],
  ])("%d users of three stations", (users, throughput, response, second) => {
    const found = closedNetwork(users, 1, [0.05, 0.08, 0.02]);
    expect(found.throughput).toBeCloseTo(throughput, digits);
    expect(found.response).toBeCloseTo(response, digits);
    expect(found.inStation[1]).toBeCloseTo(second, digits);
  });

  test("a few more", () => {
    expect(closedNetwork(10, 0, [1, 1])).toMatchObject({ response: 11 });
    const { throughput, response, idle } = finiteUsers(20, 10, 2, 1);
    expect([throughput, response, idle].map((value) => value.toFixed(digits))).toEqual([
      "1.654791",
      "2.086122",
      "0.086302",
    ]);
    expect(meanOfLargest(3)).toBeCloseTo(1.833333, digits);
    expect(meanOfLargest(10)).toBeCloseTo(2.928968, digits);
  });
});
