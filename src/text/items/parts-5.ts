import { claims, type Item, row } from "../rules/rule.js";

/** Four incidents: which kind, and what to do first. */
export const parts5: Item = {
  name: "parts-and-whole/5",
  exercise: [
    "Component fault or emergent failure? For each incident say which, and the first action.",
    "One disk fills, the node crashes, traffic reroutes, all fine.",
    "A 30 s latency spike ends but the platform is degraded for an hour until 40 % of traffic is dropped.",
    "A bad deploy's 500s; full rollback restores. A bad deploy returns 500s; a full rollback restores the service.",
    "Caches expire together at midnight; the origin is hammered until requests are coalesced.",
  ],
  concepts: {
    "disk-full": `disk*, node crash*, full disk, {ran|run|runs} out of {room|space}, one {machine|node|box}, faulty node, crash* node, storage, sick node, node with`,
    "long-hangover": `spike*, {degraded|hour|hangover}, latency, {30|thirty} second*, half minute, hiccup, slow hour`,
    "bad-deploy": `deploy*, release*, 500s, faulty build, bad build, new version, bad version, rollout`,
    "cache-expiry": `cache*, midnight, expir*, ttl*, origin`,
    "component-fault": `component*, local, {part|hardware|machine|unit|module} {failure|fault|problem|defect}, {ordinary|plain|simple|classic} {failure|fault|defect}, the part being, {faulty|broken|sick|bad|defective} {node|box|machine|part|disk|unit|host|release|deploy|build|version|service|server}, {one|a} {box|node|machine|part} is {sick|broken|bad}, fault {of|in} {that|one|a|the|this} {part|box|component|node|machine|unit|release}, lives in a {box|part|component}, {in|inside} {a|the|one|that} {box|part|component}, not emergent, part fault, single {part|component|node} {fault|failure|problem}, isolated {fault|failure}, box {fault|problem|failure}`,
    "emergent-failure": `emergent, metastab*, meta stable, herd*, stamped*, dog pile, dogpile*, {self} {sustain*|perpetuat*|reinforc*|feeding|keeping|inflicted}, between {boxes|the boxes|parts|components|services}, system* {failure|fault|effect|level|property|wide}, interaction*, systemic, not local, {kept|keeps|keep|held|feeds|fed} itself {going|alive|up|down}?, not ... component, vicious {circle|cycle}, feedback loop, {outlived|outlives} its {cause|trigger}, everyone ... {at once|same second|same moment|same time}, all at once, at once, same {second|instant|moment}, in sync, synchron*, stuck`,
    "weak-component": `replace the node, roll* back, revert`,
    "weak-emergent": `loop, coalesc*`,
    "replace-node": `replac*, drain*, swap*, clean*, free* ... {space|disk}, {take|pull|took|remove|evict|cordon|kick} ... {out|node|rotation|machine|box|off}, {bring|put} in ... {new|fresh|another}, new {node|disk|machine|box|one}, fresh {node|one|machine}, delete ... {log*|file*|data}, rotate ... logs, {bigger|larger|extend*|expand*} ... {disk|volume}, rebuild, empty ... disk, reimage, repair, fix {the|that} {node|disk|box|machine}, cordon*, decommission*, retire`,
    "shed-load": `@shed, {break*|interrupt*|cut*|stop*} ... {loop|cycle|circle|feedback|spiral}, {lower|lowering|reduc*|cut|cutting|less|drop*|throw*|turn*|reject*|shed*} ... {traffic|load|demand|request*|people|users|work|away}, shed*, {disabl*|stop*|turn* off|switch* off} ... retr*, drop*`,
    "roll-back": `@rollback, {previous|old|last|earlier} {version|release|build}, pull ... {release|deploy|build}, take ... {back|out}, undo`,
    coalesce: `coalesc*, single flight, singleflight, jitter*, {collaps*|merg*|dedup*|deduplicat*|combin*|join*|group*|batch*|share} ... {request*|identical|fetch*|miss*|call*|same|duplicate*|them|refill*|in flight}, {one|single} {request|fetch|call|caller|client|refill} ... {refill*|fetch*|all|everyone|others|fills|per|goes|update*|rebuild*|refresh*}, {random*|stagger*|spread*|scatter*|vary|smear*|desync*|different|offset} ... {ttl*|expir*|lifetime*|time*|refresh*|it|them|out|moment*|age*}, {expir*|ttl*|lifetime*} ... {random*|stagger*|spread*|scatter*|vari*|different|apart|jitter*}, stale while revalidate, {lock|mutex} ..., early refresh, only one ... {request|fetch|caller}`,
  },
  rows: {
    topics: {
      disk: "disk-full",
      spike: "long-hangover",
      deploy: "bad-deploy",
      caches: "cache-expiry",
    },
    labels: {
      component: { says: "component-fault", implies: "weak-component" },
      emergent: { says: "emergent-failure", implies: "weak-emergent" },
    },
  },
  criteria: {
    "i1-component": row("disk", "component", claims("replace-node")),
    "i2-metastable": row("spike", "emergent", claims("shed-load")),
    "i3-component": row("deploy", "component", claims("roll-back")),
    "i4-herd": row("caches", "emergent", claims("coalesce")),
  },
};
