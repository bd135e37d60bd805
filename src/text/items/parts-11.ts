import { claims, type Item } from "../rules/rule.js";

/** One benchmark figure, and what happens beyond it. */
export const parts11: Item = {
  name: "parts-and-whole/11",
  exercise: [
    '"Benchmarked at 12,000 req/s." Explain why one number is not enough, sketch the curve of throughput against load, say why it has this shape, and propose the test you would run.',
  ],
  concepts: {
    "one-figure": `{number|figure|value|benchmark*|point|peak|postcard|snapshot|12000|12k|12 k|it|maximum|result|measurement|statistic|headline|score|that}`,
    "says-nothing": `{say*|tell*|reveal*|give*|know|mean*|show*|predict*} ... {nothing|little|zilch|zip|nada|only|just|one point|no idea}, {not|never|can not|cannot|no|nothing} ... {say|tell|know|show|reveal|describe|predict|mean|cover|see|answer|enough|read|guarantee|inform|idea|clue|learn|picture}, hid*, worthless, {one|single} {point|dot|spot|place}, incomplete, mislead*, only ... {best|peak|happy|sunny|calm|good|top|left|half}, insufficient, blind, {was|has} never {asked|tested|measured|pushed|seen}, {two|different} ... same {figure|number}, unknown, silent about, leaves open, not the whole, half the {story|picture}, useless`,
    rises: `{ris*|rose|go up|goes up|went up|going up|climb*|grow*|grew|increas*|linear*|up|follow*|track*|proportional*|scal*|more and more|ascend*|upward*|one to one|keeps pace|uphill}`,
    peaks: `{peak*|top|tops|topped|maximum|max|flatten*|plateau*|knee|summit|crest*|saturat*|level* off|limit|capacity|hill|turning point|near 12|12k|12000|about 12|optimum|highest|ceiling|best}`,
    falls: `{fall*|fell|drop*|declin*|decreas*|sink*|sank|down|collaps*|worse|cliff|less|bend*|bent|shrink*|plung*|dive*|crash*|trickle|lower|descend*|far side|tumbl*|dwindl*|reduc*|toward zero|backward*}`,
    "wasted-work": `@retry, retr*, wast*, {answer*|work*|request*|respons*|result*|meal*|job*} ... {nobody|no one|noone|dead|late|expired|stale|useless|given up|gave up|left|thrown|abandon*|discarded|timed|never}, {dead|stale|late|abandoned|expired|zombie|orphan*|ghost|doomed|half finished} {request*|work|answer*|call*|job*|response*}, {call|calls|send|sent} ... again, second copy, dup*, resend*, thrash*, thrown away, throw* away, {gone|left|gave up|given up|impatient|patience}, longer than ... {patience|timeout|wait*}, {timed out}, already timed out, {cook*|work*|process*} ... {left|gone|nobody}`,
    "vary-load": `{sweep*|step*|ramp*|rais*|increas*|vary|varying|crank*|turn* up|push*|stair*|gradual*|from _ ... to|beyond|past|constant arrival|arrival rate|open loop|open model|walk*|escalat*|overload*|saturat*|twice|double|at several|different} ...`,
    "of-load": `load*, rate*, rps, req*, arriv*, generator, k6, wrk*, vegeta, gatling, locust, tap, traffic, demand, percent, thousand, 2k, input, 250, saturat*, benchmark, 12000, capacity`,
    "and-measure": `{measur*|count*|plot*|chart*|report*|watch*|record*|graph*|look|compar*|note|observ*|log|draw|see|track*|collect*}`,
    "useful-output": `goodput, {answer*|respons*|success*|2xx|2 xx|useful|useable|usable|completed|complete|in time|correct|good|valid|served|meals|output|in deadline|within slo|throughput|finished|result*}`,
  },
  criteria: {
    "one-number": claims("near: one-figure + says-nothing"),
    shape: claims("near: rises + peaks + falls", "near: rises + falls > 'hill'"),
    cause: claims("wasted-work"),
    test: claims("near: vary-load + of-load + and-measure + useful-output"),
  },
};
