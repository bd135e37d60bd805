/*
 * A hand-written M/M/1 queue that does the engine's whole job for this one model, and nothing else.
 *
 *   mm1 LAMBDA MU UNTIL_US INTERVAL_US SEED      rates are per second
 *
 * It gives the engine's answer exactly: the same keyed draws, rounded to the same microseconds, with
 * events at the same microsecond in the order in which they were scheduled, and the same telemetry.
 * What it saves is what generality costs: there is no interpreter of operations, no policy to look up,
 * no second kind of record, and the compiler knows every constant of the model's structure.
 *
 * It prints one line of JSON: counts, sums and integrals in microseconds, percentiles in microseconds
 * from the histograms, and the processor time of the event loop in seconds.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "keyed.h"

static void *resize(void *memory, size_t bytes)
{
    void *larger = realloc(memory, bytes);
    if (larger)
        return larger;
    fputs("error: out of memory\n", stderr);
    exit(3);
}

/* --- The pending events: a binary heap whose keys are the time and a sequence number in one word. --- */

enum kind { ARRIVAL, WORK_DONE, TICK };
enum { SEQUENCE_BITS = 21, SEQUENCE_SPAN = 1 << SEQUENCE_BITS };

struct event {
    uint64_t key;
    uint32_t kind;
    uint32_t request;
};

/* This model never has more than three events pending: one of each kind. */
static struct event heap[4];
static uint32_t pending, sequence;
static uint64_t nowUs;

static inline void insert(struct event event)
{
    uint32_t hole = pending++;
    while (hole > 0) {
        uint32_t parent = (hole - 1) / 2;
        if (heap[parent].key <= event.key)
            break;
        heap[hole] = heap[parent];
        hole = parent;
    }
    heap[hole] = event;
}

static inline void remove_first(void)
{
    struct event last = heap[--pending];
    uint32_t hole = 0;
    for (;;) {
        uint32_t child = 2 * hole + 1;
        if (child >= pending)
            break;
        if (child + 1 < pending && heap[child + 1].key < heap[child].key)
            child++;
        if (heap[child].key >= last.key)
            break;
        heap[hole] = heap[child];
        hole = child;
    }
    heap[hole] = last;
}

/* When the sequence numbers have run out, the pending events are numbered anew in their order. */
static __attribute__((noinline)) void renumber(void)
{
    struct event old[4];
    uint32_t count = 0;
    while (pending > 0) {
        old[count++] = heap[0];
        remove_first();
    }
    for (sequence = 0; sequence < count; sequence++) {
        old[sequence].key = old[sequence].key >> SEQUENCE_BITS << SEQUENCE_BITS | sequence;
        insert(old[sequence]);
    }
}

static inline void schedule(uint64_t timeUs, enum kind kind, uint32_t request)
{
    if (__builtin_expect(sequence == SEQUENCE_SPAN - 1, 0))
        renumber();
    insert((struct event){timeUs << SEQUENCE_BITS | sequence++, kind, request});
}

/* --- Requests: records from a pool, freed ones chained and used again, last freed first. --- */

enum { NONE = UINT32_MAX };

struct request {
    uint64_t beganUs;   /* the user's call, which meets the station in the same microsecond */
    uint64_t arrivedUs;
    uint64_t startedUs;
    uint32_t key;
    uint32_t next;      /* behind this one in the queue, or in the chain of free records */
};

static struct request *requests;
static uint32_t requestCapacity, requestsUsed, freeHead = NONE;

static __attribute__((noinline)) void grow_requests(void)
{
    requestCapacity = requestCapacity ? 2 * requestCapacity : 64;
    requests = resize(requests, requestCapacity * sizeof *requests);
}

static inline uint32_t create_request(void)
{
    uint32_t request = freeHead;
    if (request != NONE) {
        freeHead = requests[request].next;
        return request;
    }
    if (requestsUsed == requestCapacity)
        grow_requests();
    return requestsUsed++;
}

static inline void free_request(uint32_t request)
{
    requests[request].next = freeHead;
    freeHead = request;
}

/* --- Telemetry: counters and histograms of the open interval, and the closed intervals. --- */

/* 32 buckets to an octave, for values below 2^32. */
enum { BUCKETS = 896 };
enum histogram { LATENCY, SOJOURN, USERS, HISTOGRAMS };

struct counters {
    uint64_t offered, attempts, arrivals, answered, succeeded;
    uint64_t busyAreaUs, queueAreaUs;
    uint64_t sumUs[HISTOGRAMS];
};

static struct counters open;
static uint32_t histograms[HISTOGRAMS][BUCKETS];

struct cell {
    uint32_t bucket, count;
};

/* The cells of histogram h are those from offsets[h] up to offsets[h + 1]. */
struct interval {
    uint64_t fromUs, toUs;
    struct counters counters;
    uint32_t offsets[HISTOGRAMS + 1];
    struct cell *cells;
};

static struct interval *intervals;
static uint32_t intervalCapacity, intervalCount;
static uint64_t openedUs;

static inline uint32_t bucket_of(uint64_t valueUs)
{
    uint32_t value = valueUs > UINT32_MAX ? UINT32_MAX : (uint32_t)valueUs;
    if (value < 64)
        return value;
    uint32_t shift = 26 - (uint32_t)__builtin_clz(value);
    return (shift << 5) + (value >> shift);
}

static inline void record(enum histogram histogram, uint64_t valueUs)
{
    open.sumUs[histogram] += valueUs;
    histograms[histogram][bucket_of(valueUs)]++;
}

/* Closes the open interval: its counters are copied, of its histograms only what is not empty. */
static __attribute__((noinline)) void close_interval(void)
{
    static struct cell cells[HISTOGRAMS * BUCKETS];
    if (intervalCount == intervalCapacity) {
        intervalCapacity = intervalCapacity ? 2 * intervalCapacity : 64;
        intervals = resize(intervals, intervalCapacity * sizeof *intervals);
    }
    struct interval *closed = &intervals[intervalCount++];
    *closed = (struct interval){.fromUs = openedUs, .toUs = nowUs, .counters = open};
    uint32_t used = 0;
    for (uint32_t histogram = 0; histogram < HISTOGRAMS; histogram++) {
        for (uint32_t bucket = 0; bucket < BUCKETS; bucket++)
            if (histograms[histogram][bucket] > 0)
                cells[used++] = (struct cell){bucket, histograms[histogram][bucket]};
        closed->offsets[histogram + 1] = used;
    }
    closed->cells = memcpy(resize(NULL, used * sizeof *cells + 1), cells, used * sizeof *cells);
    openedUs = nowUs;
    memset(&open, 0, sizeof open);
    memset(histograms, 0, sizeof histograms);
}

/* --- The model. --- */

static double meanGapUs, meanWorkUs, nextArrivalUs;
static uint64_t intervalUs;
static uint32_t sourceKey, sent;
static uint32_t busy, queued, queueHead = NONE, queueTail = NONE;
static uint64_t changedUs;

/* The work is the second step of the compiled operation, behind the jump that is its entry. */
enum { WORK_STEP = 1 };

/* Brings the integrals of busy threads and waiting requests up to now. */
static inline void integrate(void)
{
    uint64_t elapsedUs = nowUs - changedUs;
    changedUs = nowUs;
    open.busyAreaUs += busy * elapsedUs;
    open.queueAreaUs += queued * elapsedUs;
}

/* The gaps add up exactly and only the moment is rounded, so that rounding does not change the rate. */
static inline void schedule_arrival(void)
{
    nextArrivalUs += meanGapUs * exponential(draw(sourceKey + sent * mixingGap, PURPOSE_GAP));
    schedule((uint64_t)nextArrivalUs, ARRIVAL, NONE);
}

/* Counts a finished request and answers its user; returns the next in the queue, which gets the thread. */
static inline uint32_t finish(uint32_t request)
{
    struct request *done = &requests[request];
    open.answered++;
    record(LATENCY, nowUs - done->startedUs);
    record(SOJOURN, nowUs - done->arrivedUs);
    uint32_t next = queueHead;
    integrate();
    if (next == NONE) {
        busy--;
    } else {
        queued--;
        queueHead = requests[next].next;
        if (queueHead == NONE)
            queueTail = NONE;
    }
    open.succeeded++;
    record(USERS, nowUs - done->beganUs);
    free_request(request);
    return next;
}

/* Gives the thread to a request. Work that rounds to nothing is done at once. */
static inline void start(uint32_t request)
{
    while (request != NONE) {
        requests[request].startedUs = nowUs;
        uint32_t random = draw(requests[request].key, PURPOSE_STEP + WORK_STEP);
        uint64_t workUs = (uint64_t)(meanWorkUs * exponential(random) + 0.5);
        if (__builtin_expect(workUs > 0, 1)) {
            schedule(nowUs + workUs, WORK_DONE, request);
            return;
        }
        request = finish(request);
    }
}

static inline void arrive(void)
{
    uint32_t request = create_request();
    uint32_t callKey = mix(sourceKey + sent++ * mixingStride);
    open.offered++;
    open.attempts++;
    open.arrivals++;
    requests[request] = (struct request){nowUs, nowUs, 0, attempt_key(callKey, 0), NONE};
    integrate();
    if (busy == 0) {
        busy = 1;
        /* The next arrival comes before the work in the order of scheduling. */
        schedule_arrival();
        start(request);
        return;
    }
    queued++;
    if (queueHead == NONE)
        queueHead = request;
    else
        requests[queueTail].next = request;
    queueTail = request;
    schedule_arrival();
}

static void schedule_tick(void)
{
    schedule((nowUs / intervalUs + 1) * intervalUs, TICK, NONE);
}

static void tick(void)
{
    integrate();
    close_interval();
    schedule_tick();
}

static void run_until(uint64_t untilUs)
{
    while (heap[0].key >> SEQUENCE_BITS <= untilUs) {
        struct event event = heap[0];
        nowUs = event.key >> SEQUENCE_BITS;
        remove_first();
        if (event.kind == ARRIVAL)
            arrive();
        else if (event.kind == WORK_DONE)
            start(finish(event.request));
        else
            tick();
    }
    nowUs = untilUs;
}

/* --- Reading the result, which is not timed. --- */

static struct counters total;
static uint64_t totalHistograms[HISTOGRAMS][BUCKETS];

static void sum_up(void)
{
    for (uint32_t at = 0; at < intervalCount; at++) {
        const struct interval *interval = &intervals[at];
        const uint64_t *from = (const uint64_t *)&interval->counters;
        uint64_t *to = (uint64_t *)&total;
        for (uint32_t field = 0; field < sizeof total / sizeof *to; field++)
            to[field] += from[field];
        for (uint32_t histogram = 0; histogram < HISTOGRAMS; histogram++)
            for (uint32_t cell = interval->offsets[histogram]; cell < interval->offsets[histogram + 1]; cell++)
                totalHistograms[histogram][interval->cells[cell].bucket] += interval->cells[cell].count;
    }
}

/* The middle of the bucket in which the value of this rank lies. */
static double percentile_us(enum histogram histogram, double share)
{
    uint64_t count = 0, seen = 0;
    for (uint32_t bucket = 0; bucket < BUCKETS; bucket++)
        count += totalHistograms[histogram][bucket];
    double rank = fmax(1, ceil(share * (double)count));
    uint32_t bucket = 0;
    while (bucket < BUCKETS - 1 && (double)(seen += totalHistograms[histogram][bucket]) < rank)
        bucket++;
    if (bucket < 64)
        return bucket;
    uint32_t shift = (bucket >> 5) - 1;
    uint64_t width = 1ull << shift;
    return (double)((bucket - (shift << 5)) * width) + (double)(width - 1) / 2;
}

static void print_latency(const char *name, enum histogram histogram)
{
    printf("\"%s\": {\"sumUs\": %llu, \"p50Us\": %.17g, \"p95Us\": %.17g, \"p99Us\": %.17g}, ", name,
           (unsigned long long)total.sumUs[histogram], percentile_us(histogram, 0.5),
           percentile_us(histogram, 0.95), percentile_us(histogram, 0.99));
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int count, char **arguments)
{
    if (count != 6) {
        fputs("usage: mm1 LAMBDA MU UNTIL_US INTERVAL_US SEED\n", stderr);
        return 2;
    }
    meanGapUs = 1e6 / strtod(arguments[1], NULL);
    meanWorkUs = 1e6 / strtod(arguments[2], NULL);
    uint64_t untilUs = strtoull(arguments[3], NULL, 10);
    intervalUs = strtoull(arguments[4], NULL, 10);
    sourceKey = draw(mix((uint32_t)strtoull(arguments[5], NULL, 10)), 0);
    /* A key has 43 bits for the time, which is a hundred days. */
    if (!(meanGapUs > 0 && meanWorkUs > 0) || intervalUs == 0 || untilUs >> 42) {
        fputs("error: rates and interval must be positive, and the time at most 50 days\n", stderr);
        return 2;
    }
    build_ziggurat();
    schedule_arrival();
    schedule_tick();

    double begunSeconds = cpu_seconds();
    run_until(untilUs);
    double cpuSeconds = cpu_seconds() - begunSeconds;

    integrate();
    if (openedUs < nowUs)
        close_interval();
    sum_up();
    printf("{\"offered\": %llu, \"attempts\": %llu, \"arrivals\": %llu, \"answered\": %llu, \"succeeded\": %llu, ",
           (unsigned long long)total.offered, (unsigned long long)total.attempts,
           (unsigned long long)total.arrivals, (unsigned long long)total.answered,
           (unsigned long long)total.succeeded);
    printf("\"busyAreaUs\": %llu, \"queueAreaUs\": %llu, ", (unsigned long long)total.busyAreaUs,
           (unsigned long long)total.queueAreaUs);
    print_latency("latency", LATENCY);
    print_latency("sojourn", SOJOURN);
    print_latency("users", USERS);
    printf("\"cpuSeconds\": %.9f}\n", cpuSeconds);
    return 0;
}
