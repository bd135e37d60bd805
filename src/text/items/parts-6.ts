import { claims, type Item } from "../rules/rule.js";

/** A deploy is rolled back in minutes and the outage goes on for ninety. */
export const parts6: Item = {
  name: "parts-and-whole/6",
  exercise: [
    "A deploy adds 50 ms. It is rolled back within 4 minutes. The service stays down for 90 minutes, until retries are disabled fleet-wide.",
    "Why is this not a component fault? Name the trigger, the sustaining loop and the controls you would put in place.",
    "Deploy adds 50 ms; rolled back within 4 min; down 90 min until retries are disabled fleet-wide.",
  ],
  concepts: {
    "cause-gone": `{outliv*|outlast*}, @rollback, {remov*|undo*|undone|took|taken|take|taking|gone|out again|withdrawn|revers*|repair*|fix*|cure*|restor*|disappear*|vanish*|over}, old code, cause, trigger`,
    "still-down": `{still|stay*|remain*|kept|continu*|went on|go on|lasted|last*|persist*|carried on|hung|down|outage|on fire|pain|fail*} ..., not ... {end*|stop*|cure*|help*|come back|recover*|go away|fix*|heal*}, did not, {outliv*|outlast*}, this one did not, it did not, 90, ninety, hour and a half, another hour`,
    "not-component": `metastab*, meta stable, not about the ..., not ... {component|part|box|service|fault|broken|pin}, {no|nothing|nobody|none} ... {box|component|part|service|fault|broken|faulty}, hence it is not one, {if|had} ... {it|this|that|broken|plain|component|part|story} ..., {component|plain|broken|simple|ordinary|local} {fault|bug|part|failure|defect} ... {would|goes|ends|end|cured|cure|disappear*|vanish*|heal*}, {would|should} have {cured|ended|fixed|solved|stopped|healed|recovered|brought}, emergent`,
    "trigger-word": `trigger*, nudge*, fuse, {kicked|kicks|kick|set|sets|setting|started|start|starts|touched|spark*} {off|it|this|everything|by|that}, {began|begin|begins|begun|start|started|starts|spark*|initiat*|ignit*|match|push|pushed|cause|caused|tipped|tip|tipping} ..., spark, lit, origin*, domino, straw, the push`,
    "added-latency": `50 ms, 50 milliseconds, fifty milliseconds, latency, {extra|added|additional|more} {latency|delay|ms|milliseconds|50}, slow*, deploy*, release*, regression`,
    "loop-closes": `{more|again|next|keep*|kept|round|several|another|loop*|cycle*|circle*|spiral*|feed*|fed|fuel*|sustain*|vicious|busy|extra|overload*|load*|even after|alive|going|self|back|perpetu*|snowball*|continu*}`,
    "fails-word": `fail*, timeout*, time out*, timed out, times out, timing out, error*, unanswered, overload*, slow*, {too busy}, not ... {answer*|recover*|respond*}, down, break*, stuck`,
    switch: `{switch*|flag*|button*|toggle*|lever*|break glass|breakglass|runbook*|permission*|command*|knob*|pull|procedure*|mechanism|playbook*|handbrake|brake|emergency|authority|right|go ahead|lever}`,
    authorised: `{pre* {approv*|authori*|agreed|signed|sanction*|clear*}}, preapprov*, preauthori*, {agreed|approved|signed|authori*|cleared|sanctioned|arranged|decided|blessed|allowed|granted|permitted} ..., standing {permission|order|approval|authori*}, without {asking|approval|permission|a|vp|waiting}, break glass, breakglass, {in advance|beforehand|ahead of time}, on call ... {may|can|allowed|holds|hold|press|flip|use|free|authori*}, oncall ..., {nobody|no one|no need} ... ask*, emergency, kill switch, {prior|advance} {approval|consent|permission|authori*}, rehears*, {big|red} ... button, one {button|switch|flag|command}`,
  },
  criteria: {
    "why-metastable": claims(
      "wide: cause-gone + still-down + not-component",
      "near: 'outliv*, outlast*' + not-component",
    ),
    trigger: claims("near: trigger-word + added-latency"),
    loop: claims("near: retry + fails-word + loop-closes"),
    "control-budget": claims("retry-limit"),
    "control-admission": claims("shed"),
    "control-breakglass": claims("near: switch + authorised + kill-retries"),
  },
};
