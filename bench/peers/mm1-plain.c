/*
 * A plain hand-written M/M/1 queue: what one would write who needs nothing but the mean sojourn.
 *
 *   mm1-plain LAMBDA MU CUSTOMERS SEED      rates are per second
 *
 * It prints {"customers", "meanSojourn", "cpuSeconds"} as one line of JSON, in seconds.
 * Arrivals and departures pass through a future event list, customers wait in a first-in-first-out
 * queue, and each sojourn goes into a sum and a histogram. Its draws come from two streams, it
 * integrates nothing and closes no intervals; mm1.c is the model that does the engine's whole job.
 * Time is whole microseconds, as in the engine it is compared with.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "random.h"

enum kind { ARRIVAL, DEPARTURE };

/* The future event list is a binary heap. This model never has more than two events pending. */
struct event {
    uint64_t timeUs;
    uint64_t kind;
};

static struct event heap[8];
static unsigned pending;

static inline void schedule(uint64_t timeUs, uint64_t kind)
{
    unsigned hole = pending++;
    while (hole > 0 && heap[(hole - 1) / 2].timeUs > timeUs) {
        heap[hole] = heap[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    heap[hole] = (struct event){timeUs, kind};
}

static inline struct event next_event(void)
{
    struct event first = heap[0];
    struct event last = heap[--pending];
    unsigned hole = 0;
    for (;;) {
        unsigned child = 2 * hole + 1;
        if (child >= pending)
            break;
        if (child + 1 < pending && heap[child + 1].timeUs < heap[child].timeUs)
            child++;
        if (heap[child].timeUs >= last.timeUs)
            break;
        heap[hole] = heap[child];
        hole = child;
    }
    heap[hole] = last;
    return first;
}

/* The ring of arrival times doubles when it is full, so that its size never bounds the queue. */
static uint64_t *ring;
static uint64_t ringMask, ringHead, ringTail;

static void grow_ring(void)
{
    uint64_t size = ring ? 2 * (ringMask + 1) : 1024;
    uint64_t *larger = malloc(size * sizeof *larger);
    if (!larger) {
        fputs("error: out of memory\n", stderr);
        exit(3);
    }
    for (uint64_t at = ringHead; at != ringTail; at++)
        larger[at & (size - 1)] = ring[at & ringMask];
    free(ring);
    ring = larger;
    ringMask = size - 1;
}

/* Each doubling of the sojourn is split into 32 buckets, which bounds the relative error by 1/32. */
static uint32_t histogram[2048];

static inline void record(uint64_t sojournUs)
{
    unsigned doublings = sojournUs < 32 ? 0 : 58 - (unsigned)__builtin_clzll(sojournUs);
    histogram[32 * doublings + (sojournUs >> doublings)]++;
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int count, char **arguments)
{
    if (count != 5) {
        fputs("usage: mm1-plain LAMBDA MU CUSTOMERS SEED\n", stderr);
        return 2;
    }
    double meanGapUs = 1e6 / strtod(arguments[1], NULL);
    double meanWorkUs = 1e6 / strtod(arguments[2], NULL);
    uint64_t customers = strtoull(arguments[3], NULL, 10);
    struct generator gaps, work;
    seed_generator(&gaps, strtoull(arguments[4], NULL, 10), 1);
    seed_generator(&work, strtoull(arguments[4], NULL, 10), 2);
    build_ziggurat();
    grow_ring();

    double begunSeconds = cpu_seconds();
    uint64_t sojournSumUs = 0, served = 0;
    schedule(exponential_us(&gaps, meanGapUs), ARRIVAL);
    while (served < customers) {
        struct event event = next_event();
        if (event.kind == ARRIVAL) {
            if (ringTail - ringHead > ringMask)
                grow_ring();
            if (ringHead == ringTail)
                schedule(event.timeUs + exponential_us(&work, meanWorkUs), DEPARTURE);
            ring[ringTail++ & ringMask] = event.timeUs;
            schedule(event.timeUs + exponential_us(&gaps, meanGapUs), ARRIVAL);
        } else {
            uint64_t sojournUs = event.timeUs - ring[ringHead++ & ringMask];
            sojournSumUs += sojournUs;
            record(sojournUs);
            served++;
            if (ringHead != ringTail)
                schedule(event.timeUs + exponential_us(&work, meanWorkUs), DEPARTURE);
        }
    }
    double cpuSeconds = cpu_seconds() - begunSeconds;

    /* Reading the histogram keeps the compiler from dropping it, and checks that nothing was lost. */
    uint64_t recorded = 0;
    for (unsigned bucket = 0; bucket < 2048; bucket++)
        recorded += histogram[bucket];
    if (recorded != served) {
        fputs("error: the histogram does not hold every customer\n", stderr);
        return 3;
    }
    printf("{\"customers\": %llu, \"meanSojourn\": %.9f, \"cpuSeconds\": %.9f}\n",
           (unsigned long long)served, 1e-6 * (double)sojournSumUs / (double)served, cpuSeconds);
    return 0;
}
