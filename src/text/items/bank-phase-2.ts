import { checked, claims, type Item } from "../rules/rule.js";

/** Why everything is down although one dependency is slow. */
export const bankPhase2: Item = {
  name: "bank-api-cascade/phase-2",
  exercise: [
    "Web Frontend calls Cart, Search and Account. Cart calls Order. Order calls Payment and Inventory. Payment calls the Bank API. Users call the Frontend, the Frontend calls Cart, Cart calls Order, Order calls Payment, Payment calls the Bank API.",
    "Payment has 200 threads. Order calls Payment with no timeout and retries failures 3 times without backoff; Cart retries Order 3 times; the Frontend retries Cart 2 times. Frontend 10 s, Cart 30 s, Order 60 s.",
    "Why is everything down when only Payment is slow? Use the dependency graph and the metrics of each service.",
    "Cart needs no payment to show a cart: why is it down?",
    "14:00 Payment p99 100 ms -> 30,000 ms; 14:05 Order thread pool exhausted, 100 % 503; 14:07 Cart connection timeouts to Order, 100 % 504; 14:10 Frontend: every API call fails, blank page for every user.",
    "All 200 Payment threads are blocked on the bank call: why did it not return errors for those and keep serving its other endpoints? Order retries failed Payment calls 3 times with no backoff: what do the retries do? Order calls Payment with no timeout.",
  ],
  concepts: {
    "bank-slow": `@bank ... ... {slow*|30|thirty|half a minute|latenc*|lag*|hang*|stall*|degrad*|crawl*|delay*|sick|got|respond*|answer*|take*|took}, {slow*|latenc*|degrad*|sluggish|stall*} ... @bank`,
    starts: `{start*|begin*|began|origin*|root|source|cause*|trigger*|first|from|because|since|due|initial*|upstream|reason|patient zero|culprit|came|comes|outside|underneath|bottom|behind|only|problem|so|everything|then|epicent*|30|instead of|half a minute|and|now}`,
    "payment-threads": `{payment*|its|their|all|200|every|two hundred} ... @threads, payment*, 200, two hundred`,
    "held-fast": `{wait|waits|waiting|waited} {for|on|there|until|up}, waiting, block, blocks, blocked, stuck, parked, parks, park, held, hold, holds, sit, sits, sitting, tied up, tie up, ties up, on the phone, on hold, hang, hangs, hanging, hung, occupied, taken, pinned, exhausted, busy, captive, frozen, used up, eaten, starved, trapped`,
    "order-threads": `order* ... {@threads|call*|request*|its own}, {its|order} own {threads|workers|pool}, {its|their|those|the} {threads|workers|pool}`,
    "order-waits": `order* ... {wait*|hang*|hung|block*|stuck|sits|sit|hold*|on hold|parked|stall*|queue*|tied} ... payment*, order* ... {no|without|has no|infinite|never} {timeout|time limit|deadline|limit|clock} ... ... payment* ..., order calls payment ... {no|without} timeout ... {thread*|worker*|pool} ...`,
    "on-payment": `{wait*|block*|stuck|hang*|hold*|held|park*|for|on|behind|calling|calls to|call to|phone} ... payment*`,
    "cart-hit": `cart*`,
    "front-hit": `frontend*, front end*, front page, web, user*, page*, everything, edge, fe, site, customer*, browser*`,
    "carried-on": `{wait*|block*|timeout*|time out|times out|timed out|timing out|sits on|nothing|gone|white|die*|dead|dies|fail|fails|failed|failing|hang*|starv*|exhaust*|stuck|propagat*|climb*|travel*|chain|cascad*|domino*|ripple*|spread*|reach*|back*|504*|503*|depend*|drag*|pull*|blank|down|no answer|empty}`,
    "own-calls": `cart* ... {thread*|worker*|pool|slot*|connection*|calls|capacity}, {thread*|worker*|pool|slot*|lines} ... cart*, {its|own|their|same|shared|sharing|shares|one} {own|single|same|whole|entire}? {thread*|worker*|pool|calls|slot*|connection*|threadpool}, those are all, they are all, {no|its} slot`,
    "none-left": `{none|no|not|nothing|never} ... {left|free|available|thread*|worker*|serve|show|answer|render|view|spare|reach*}, {stuck|parked|wait*|blocked|held|hang*|tied|occup*|exhaust*|full|starv*|hold*|used|consum*|block*|sit*|busy}`,
    "maths-words": `6.7, 6.67, 6.6, 6.66, 200 30, {200|two hundred} ... {by|over|divided|threads} ... 30, {seven|7|six} ... {second|s|req*|rps|qps|calls}, {99.7|99.6|99.66|99.67|0.3} percent`,
    "of-throughput": `{throughput|capacity|req*|second|s|rps|calls|only|thread*|payment|do|serve*|handle*|per|equals|down|lost|gone|most|rate|finish*|complete*|left|max*|percent|gives|is|pool|carr*|second}`,
    layers: `layer*, level*, tier*, hop*, stack*, compound*, on top`,
  },
  criteria: {
    origin: claims("near: bank-slow + starts"),
    "threads-blocked": claims(
      "payment-threads + waiting + bank",
      "near: '@payment ... @threads, {all|every|each|200|two hundred|its|whole|entire} ... @threads, @threads ... payment' + held-fast + bank",
    ),
    "order-blocked": claims(
      "order-threads + held-fast + on-payment",
      "near: 'order' + threads + held-fast + on-payment",
      "order-waits",
    ),
    "cart-frontend": claims("cart-hit + front-hit + carried-on"),
    amplification: checked(
      "amplification",
      "near: retry + multiplies",
      "near: retry + layers + overload",
    ),
    "capacity-maths": checked(
      "capacity",
      "maths-words + of-throughput",
      "'6.7, 6.67, 6.6'",
      "'{fewer|less} than {seven|7}, {seven|7} {a|per} second, {seven|7} {rps|req|requests|calls|qps}, {about|around|roughly|only|not quite} {seven|7}' + of-throughput",
    ),
    "why-cart": claims(
      "near: cart-hit + own-calls + none-left + order",
      "wide: cart-hit + '{one|same|shared|single|common|own} ... @threads' + none-left + order",
    ),
  },
};
