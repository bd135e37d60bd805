"""An M/M/1 queue in SimPy, written the way its documentation writes one.

    mm1_simpy.py LAMBDA MU CUSTOMERS SEED      rates are per second

It prints {"customers", "meanSojourn", "processSeconds", "cpuSeconds"} as one line of JSON, in
seconds: the processor time of the whole program from its start to its answer, and of the loop alone.
Every customer is a process, and the station is a resource of capacity one. Only the sum of the
sojourns is kept, which is less than the engine compared with it records.
"""

import json
import random
import sys
import time

import simpy


class Sojourns:
    """Counts the customers that have left and adds up their times in the system."""

    def __init__(self):
        self.customers = 0
        self.total = 0.0


def customer(env, station, draw, mu, sojourns):
    arrived = env.now
    with station.request() as request:
        yield request
        yield env.timeout(draw(mu))
    sojourns.customers += 1
    sojourns.total += env.now - arrived


def source(env, station, draw, lambda_, mu, customers, sojourns):
    for _ in range(customers):
        yield env.timeout(draw(lambda_))
        env.process(customer(env, station, draw, mu, sojourns))


def main():
    if len(sys.argv) != 5:
        sys.exit("usage: mm1_simpy.py LAMBDA MU CUSTOMERS SEED")
    lambda_, mu = float(sys.argv[1]), float(sys.argv[2])
    customers, seed = int(sys.argv[3]), int(sys.argv[4])
    env = simpy.Environment()
    station = simpy.Resource(env, capacity=1)
    sojourns = Sojourns()
    draw = random.Random(seed).expovariate
    env.process(source(env, station, draw, lambda_, mu, customers, sojourns))

    begun_seconds = time.process_time()
    env.run()
    process_seconds = time.process_time()

    print(json.dumps({
        "customers": sojourns.customers,
        "meanSojourn": sojourns.total / sojourns.customers,
        "processSeconds": process_seconds,
        "cpuSeconds": process_seconds - begun_seconds,
    }))


if __name__ == "__main__":
    main()
