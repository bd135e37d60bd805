/** What first-timers write to their colleagues in the war room, and what it is understood to be about. */
import { describe, expect, test } from "vitest";
import { judge } from "../../src/text/index.js";

function topicsOf(text: string): string[] {
  const judgement = judge("bank-api-cascade/room", text)!;
  return Object.keys(judgement).filter((criterion) => judgement[criterion]!.met);
}

describe("a message is understood", () => {
  test.each([
    ["hi", "greeting"],
    ["hello everyone, just joined", "greeting"],
    ["whats going on?", "what-happened"],
    ["can someone give me a summary", "what-happened"],
    ["what should i do first", "lost"],
    ["i have no idea what to do", "lost"],
    ["who is in charge here?", "who-commands"],
    ["ill take command", "takes-command"],
    ["ruth you keep command please", "leaves-command"],
    ["keiko can you update the status page", "status-page"],
    ["keiko please handle comms", "gives-comms"],
    ["mateo can you look into payment", "asks-mateo"],
    ["someone take notes", "asks-priya"],
    ["somebody please investigate", "gives-task"],
    ["priya whats the cpu on payment", "payment"],
    ["can you check paymnet", "payment"],
    ["how is order doing", "order"],
    ["is cart down too?", "cart"],
    ["restart payment", "restart"],
    ["lets just restart everthing", "restart"],
    ["should we restart it?", "restart"],
    ["can't we just restart it", "restart"],
    ["dont restart anything yet", "warns-of-restart"],
    ["did we deploy something?", "deploys"],
    ["nobody deployed anything?", "deploys"],
    ["roll back the last deploy", "roll-back"],
    ["is the database ok?", "database"],
    ["are we under attack? ddos?", "attack"],
    ["is traffic higher than normal", "load"],
    ["is it dns", "network"],
    ["is aws down", "provider"],
    ["could it be the credit card provider", "bank"],
    ["which service is the bottleneck", "what-happened"],
    ["looks better now", "says-back"],
    ["add more servers", "scale"],
    ["turn on the payment pending flag", "pending"],
    ["take orders anyway and charge later", "pending"],
    ["disable retries", "stop-retries"],
    ["put up a maintenance page", "close"],
    ["can we turn off checkout", "close"],
    ["open the circuit breaker on the bank call", "breaker"],
    ["block the bank", "block"],
    ["shed 50% of traffic", "shed"],
    ["add timeouts", "set-timeouts"],
    ["switch to standby site", "shift"],
    ["call the bank", "calls-bank"],
    ["has anyone contacted the bank?", "calls-bank"],
    ["is it the bank?", "bank"],
    ["i think the bank is slow", "blames-bank"],
    ["lets wait for the bank to recover", "wait-it-out"],
    ["hint pls", "hint"],
    ["this is too hard, can we do an easier one", "easier"],
    ["make it harder", "harder"],
    ["can i just practise the postmortem", "one-part"],
    ["how many users are affected?", "impact"],
    ["what do customers see", "impact"],
    ["what severity is this", "severity"],
    ["is it fixed?", "how-now"],
    ["any progress?", "how-now"],
    ["still down", "says-down"],
    ["its working again", "says-back"],
    ["how do i see metrics", "how-to"],
    ["where are the logs", "how-to"],
    ["which runbook should i use", "runbooks"],
    ["what is p99", "term"],
    ["whats a circuit breaker?", "term"],
    ["why is everything down", "cause"],
    ["just tell me the answer", "answer"],
    ["what have we tried so far", "tried"],
    ["what was the question again", "repeat"],
    ["how long do we have", "time"],
    ["next phase", "move-on"],
    ["give me 2 minutes", "working"],
    ["are you a bot", "what-are-you"],
    ["wtf", "frustration"],
    ["thanks!", "thanks"],
    ["ok", "yes"],
    ["no", "no"],
  ])("%s: %s", (text, topic) => {
    expect(topicsOf(text)).toContain(topic);
  });
});

describe("a message is not understood", () => {
  test.each([
    "?",
    "42",
    "asdf asdf",
    "la la la",
    "the weather is lovely today",
    "purple elephants dance at night",
    "lorem ipsum dolor sit amet",
    "my cat likes tuna",
    "who won the match yesterday?",
    "let me tell you about my holiday in spain",
    "buy bitcoin now",
    "tell me a joke",
  ])("%s", (text) => {
    expect(topicsOf(text)).toEqual([]);
  });
});

describe("a question proposes, a refusal does not", () => {
  test.each([
    ["Why don't we restart Payment?", true],
    ["We must not restart Payment.", false],
    ["Could we shed some load?", true],
    ["Do not shed any load.", false],
  ])("%s", (text, proposes) => {
    const topics = topicsOf(text);
    expect(topics.includes("restart") || topics.includes("shed")).toBe(proposes);
  });
});
