/** Asking again, and everything that keeps a system from falling over. */
export const resilience = {
  retry: `
    retry, retries, retrying, retried, re try, re tries, re trying, re tried, resend*, re send*, re sent, resent, redial*, reattempt, re attempt, resubmit*, retransmi*, republish*, re publish*, repost*, replay*, refire,
    {send|sends|sent|sending|try|tries|tried|trying|call|calls|called|calling|ask|asks|asked|asking|knock|knocks|knocking|request|fire|fires|submit|submits|post|posts|publish|shoot|shoots|attempt|attempts|contact|contacts|come|comes|came|coming|go|dial|ring} {again|anew|twice|once|over} again?,
    {ask|asks|try|tries|come|comes|came|keep|keeps|kept} {back|more}? {three|3|four|several|more} ... {time|times}, {ask|asks|asked} back,
    {repeat|repeats|repeated|repeating|repetition|repetitions}, {second|third|duplicate|extra|additional|further|new|more|multiple|several|three|3|fresh} more? {call|calls|try|tries|attempt|attempts|knock|knocks|copy|copies|go|shot|shots},
    hammer*, {hit|hits|hitting|press|presses|pressing|mash|mashing|spam|spamming} {refresh|reload|f5|the}, again and again, over and over, {keep|keeps|kept|keeping} {asking|trying|knocking|calling|hitting|sending|redialing|pounding|on}, dupes, insist*, pound*, tries`,
  "retry-limit": `
    @retry {budget|quota|cap|limit|limiter|allowance|ceiling|ration|throttle|bound|maximum|max|token|ratio}, {retry|retries} ... {budget|budgets|quota|quotas},
    {budget|cap|caps|capped|limit|limits|limited|limiting|quota|quotas|ceiling|allowance|ration|rationed|rationing|bound|bounded|restrict*|throttle|throttled|maximum|max|budgeted} ... ... @retry,
    @retry ... {limited|capped|bounded|rationed|budgeted|throttled|restricted}, token bucket, tokenbucket, no {client|caller|service|one|layer} ... {more than|above|over|beyond} ... ... @retry, {lid|leash|brake*} ... ... @retry, {not|never|no} more than ... @retry,
    {at|no} {most|more} ... {percent|tenth|fraction|share|small} ... @retry, @retry ... ... {at most|only} ... #percent, @retry ... {no more than|not more than|less than|at most|under|below|within} ..., @retry ... {up|only|most|max|maximum|below|under|exceed} to? a? {tenth|#percent},
    #percent ... @retry, {spend|spends|spending} ... @retry, @retry ... budget, {small|fixed|tiny|certain} {share|fraction|percentage|part|proportion|percent|number} ... @retry, @retry ... {fraction|share|tenth|percentage} of, budget`,
  backoff: `
    backoff, back off, backing off, backs off, backed off, exponential*, {wait|waits|waiting|delay|delays|pause|pauses|gap|gaps|sleep|sleeps|interval|intervals|distance} ... {grow*|longer|increas*|doubl*|bigger|larger|rising|progressive*|exponential*|random*|jitter*|spread},
    {grow*|longer|increas*|doubl*|bigger|rising|progressive*|random*} ... {wait|waits|delay|delays|pause|pauses|gap|gaps|sleep|sleeps|interval|intervals}, {space|spaced|spread|stretch} ... {retry|retries|tries|repeats|attempts|them} out?`,
  jitter: `jitter*, random*, {spread|spreads|scatter*|stagger*|desync*|smear*|fuzz*|dither*|noise}, not ... in {sync|step|lockstep}, {random|bit} ... {more|extra}, out of sync`,
  breaker: `
    breaker*, cb, {trip|flip|pop|blow|open} ... {breaker|cb|fuse|circuit}, circuit {breaker|open*|trip*|break*|is}, fuse*, trip switch, hystrix, resilience4j, outlier {detection|ejection}, {fail|fails|failing} {fast|immediately|at once|quickly|early}, {cut|cuts|cutting|sever|block|stop|stopping|disconnect|unplug|isolate|close} ... {bank|line|link|dependency|callee}, half open,
    {open|opens|trip|trips} ... circuit, {stop|stops} ... calling ... {bank|dependency|callee|service|it}`,
  bulkhead: `
    bulkhead*, compartment*, {own|separate|dedicated|isolated|private|small|different|bounded|limited|distinct|second} ... {pool|pools|threadpool|threadpools|queue|threads|semaphore|executor|connections|lane|lanes}, {pool|pools|threads|semaphore} ... {of|for} {its|their|each|every|own|per|that|the} ... {own|callee|neighbour|downstream|dependency|bank|alone|separate},
    semaphore*, {partition*|fence*|ring fence*|wall*|quarantine*} ... {pool|thread|threads|bank|call|calls|off|dependency}, max connections, max pending, {cap|limit} ... {thread|threads|concurrency|concurrent|connections} ... {per|for|each|bank}, few threads, watertight`,
  shed: `
    shed, sheds, shedding, load shed*, admission control*, {admit*|let} ... {less|fewer|only|half|fraction|part|limited|in}, rate limit*, {throttl*} ... {edge|gateway|traffic|load|incoming|user|users|users|ingress|request|requests|front},
    {drop|drops|dropped|dropping|reject|rejects|rejected|rejecting|refus*|deny|discard*|cut|cuts|turn|turns|turning|throw away|throw|bounce|limit|block|reduce|reducing|decline|declines|kill} ... {load|traffic|request|requests|demand|surplus|excess|visitor|visitors|user|users|people|guests|arrivals|customers|work|away|callers|chunk|percent|incoming|excess|inflow},
    {gateway|edge|door|entrance|load balancer|lb|front} ... {reject*|refus*|bounce*|deny|denies|turn*|drop*|shed*|block*|throttl*|429}, {reject|rejects|refus*|say|says} ... {early|no|door|edge|gateway|front|beyond}, 429*, 503 ... {edge|gateway|early|fast|immediately}, concurrency limit*, in flight limit*, limit on in flight, {turn|turns|turned|turning} ... away, {limit|cap|throttl*|restrict*} ... {incoming|inflow|admission*|intake|arrivals}, doorman, bouncer, {early|fast} {rejection|refusal}, load limiter, {brownout|backpressure|back pressure}`,
  "kill-retries": `
    {disable*|disabling|turn off|turn* ... off|switch off|switch* ... off|stop|stops|stopped|stopping|kill*|remove*|drop|cut|end|suppress|halt|silence*|ban|forbid|zero|no more|strip|shut|pull|take|suspend*|set|mute} ... ... @retry,
    @retry ... {off|disabled|zero|0|stopped|killed|out|switched|forbidden}, {tell|told} ... not to @retry`,
  timeout: `
    timeout*, time out*, timed out, times out, timing out, deadline*, time limit*, time box*, {give|gives|gave|giving} up, {hang|hangs|hung|hanging} up, {cut|cuts} off, {wait|waits|waiting} at most, patience, {limit|bound} ... {wait|waiting|time}, stop* waiting, time to live, clock to`,
  "slow-callee": `
    {if|when|whenever|once|on|while|in case} ... {slow*|drag*|late|hang*|stall*|lag*|crawl*|unresponsive|sluggish|degraded|timeout|times|not answer*|not respond*|down|expires|unavailable|takes too long|reply*},
    slow ... {shed|eject*|serve*|use|uses|return*|fall*|cached|stale|fail*|open*|skip*|drop*|keep*|stick*|continue*|run*|mark*|stop*|gets|answer*}, fallback`,
  "static-stability": `
    static stability, statically stable, {last|cached|local|old|previous|latest|known|stale} ... {known|copy|decision*|command*|answer*|state|config*|order|orders|lease|leases|values|good|view|snapshot|membership|routing|received|told|instruction*|data|information|setting*},
    {cache*|caching} ... {state|config*|membership|routing|local*|locally|lease*|last|decision*|node|nodes}, {keep*|continu*|carry*|go|goes|went|run*|operat*|serv*|work*|walk*|stay*|function*|surviv*|live*|act*|on} ... {without|even if|even when|while|independent*|with no|absent} ... {control|it|asking|management|brain|manager|plane|him|contact|them},
    decoupl*, {independent|independence|autonom*|independently} ..., {independent|independence|autonom*} of, region* {independence|isolation|autonomy}, each region ... own, {off|out of|from} the {serving|request|data|hot|critical} path, {no|without} {live|synchronous|runtime} {call|dependency|check}, fail {static|open|soft}, {data plane|nodes|node} ... {survive*|keep*|continue*|without|on} , ride* out, self sufficient, {not|no|never} {need|needs|require|requires|depend|depends|dependency} ... {control|management|live}, {go|goes|carry|carries|work|works|run|runs|act|acts|live} on? alone, copy of ... {last|state|config*|what}, {loosen|remove|cut|break|drop} ... {dependency|dependence|coupling|check} `,
  idempotency: `
    idempot*, {unique|same|stable|one|operation|message|payment|transaction|request|event|dedup*|common|global} {id|ids|key|keys|number|identifier|identifiers|reference|uuid|token}, dedup*, {key|number|id} ... {per|minted|derived|unique|each|every|for life}, {carry|carries} ... {key|number|id}`,
  substrate: `
    mesh*, sidecar*, side car, envoy, istio, linkerd, {service|project|golden|common|shared|standard|app} {template|templates|path|library|libraries|framework|chassis|client|sdk|proxy|lib}, {shared|common|central|platform|base} {library|libraries|client|layer|infrastructure|component|components|service|lib|code|package|runtime|substrate|config|proxy|place|module|sdk|stack},
    platform {team|group|people|ppl|engineers|level|layer|config|owned|folks|itself}, {owned|own|maintain*|provided|built|put|set|done|live*|belong*|bake*|configured|implement*|ship*|solve*|sit*} ... {centrally|central|platform|once|mesh|plumbing|infrastructure|shared|common}, plumbing, centrally, in one place, {substrate|foundation|infrastructure|chassis}, {every|all} ... {inherit*|get|gets} ... {it|free}, in the platform`,
} as const;
