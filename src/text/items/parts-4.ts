import { all, claims, type Item } from "../rules/rule.js";

/** One symptom, three boundaries. */
export const parts4: Item = {
  name: "parts-and-whole/4",
  exercise: [
    '"Checkout is slow." Draw the boundary three ways: (A) checkout only, (B) checkout plus the database and the queue, (C) plus the third-party tax API and the clients.',
    "For each boundary say what you would conclude. Which boundary contains the whole feedback path, and how do you know? State the rule.",
    "B: + DB + queue. C: + third-party tax API + clients.",
  ],
  concepts: {
    "code-fine": `{code|service|checkout|handlers|handler|we|team|it|side} ... {fine|ok|okay|innocent|good|healthy|clean|correct|blameless|in order|no bug|alright|sound|green}, not {our|its|the|a|in|checkout|in our|in its} ... {code|problem|fault|bug|issue}, not {us|ours}, it is not us, nothing ... {see|wrong|found}, all green, green {light*|everywhere}, {elsewhere|somewhere else|not here}, {clean|innocent}, no {bug|fault|error|problem|defect} ... {in|code|there|here|own|our}?, our code, {acquit*|exonerat*|cleared}, {own|its|our} code ... {fine|ok|innocent|fast|quick}`,
    "checkout-alone": `checkout*, a, our service, {only|alone|just} ..., narrow*, small* {boundary|circle|box|frame}, first {drawing|picture|boundary|circle|frame}`,
    "database-and-queue": `db, database*, storage, quer*, queue*, backlog, b, second {drawing|picture|boundary|circle|frame}`,
    unexplained: `{not|neither|none|nor|nothing|never} ... {explain*|account*|solve*|say why|reason|cause|answer*|tell*|responsible|enough}, without {a|any|the} {reason|explanation|answer|cause|clue}, no {reason|cause|answer|clue}, {nobody|no one|none|nothing} ... {tell*|say*|explain*|know*|account*}, unclear, not clear, {still|yet} not ... {clear|obvious|understand|know}, unexplained, unsolved, no explanation, {only|just|merely} a symptom, symptom, {still|yet} ... {puzzle*|mystery|unsolved|unclear|no idea|not|open|unknown|dark}, puzzle, mystery, no {closer|wiser}, follows ... rather than, {innocent|red herring}, {effect|consequence}, not the {cause|reason|culprit}`,
    "looks-normal": `normal*, flat, unchanged, {same|as} ... {ever|before|always|usual|they}, fine, fast, ms, symptom, {slight*|modest|small|bit|little|few} ..., {deeper|longer|backlog|growing|fuller}, healthy, ok, {what they|as they} always, steady, constant, quick`,
    "whole-loop": `{whole|complete|entire|full|all|closed|completely|only|both|every} ... {loop*|path|cycle|circle|feedback|arrows|chain}, {round|around} the {circle|loop|cycle}, {loop|path|cycle|circle|feedback} ... {whole|complete*|entire*|full*|closed|inside|in c|in it|within|in the third}, {contain*|hold*|has|have|enclos*|includ*} ... {loop|feedback|cycle|circle}`,
    "can-walk": `{walk*|follow*|trace*|go round|travel*|run|finger} ..., {end|ends|arrive*|back} ... {where|began|start*}, {without|never|not|no arrow} ... {leav*|off|outside|cross*|exit*}, experiment*, {switch*|turn*|disabl*|took|stopp*|remov*} ... {retry|retries|retrying} ... {off|tax|drop*|fell|fall*|better|faster|away|also|as well|too}, {when|once|after|if} ... {switch*|turn*|disabl*|stopp*} ..., {start|starts|begin|begins} and {end|ends|finish} ..., come back to where, tested, check*, measur*, proved, proof, prove, cause and effect, both ways, in both directions, {back|return*} to {the}? {start|where|begin*|provider|tax}`,
    "rule-word": `{rule|principle|lesson|moral|generally|general|always|in short}, {must|has to|have to|should|need|needs|ought}, {only|right|correct|useful} ... {when|if|once}, {draw|put|set|choose|pick|make|extend|widen|place} ... {line|boundary|inside|frame|box|circle|border|so that|until}, takeaway, whatever, {or|otherwise} you`,
    boundary: `boundar*, line, frame, box, circle, border, edge, drawing, picture, perimeter, scope, map, widen*, extend*, zoom*, drawn, inside, within, fence, view`,
    "every-part": `{piece|part|parts} of, {every|each|all|whatever|everything|everyone|nothing|no|whole|complete|entire|any} ...`,
    "loop-word": `loop*, feedback*, circle*, cycle*, circular, path, vicious`,
    encloses: `inside, within, enclos*, contain*, includ*, encompass*, cover*, hold*, surround*, in it, left out*, outside, around, take* in, encircl*, captur*, in the frame, leave* out, wrap*`,
  },
  criteria: {
    "boundary-a": claims("checkout-alone + code-fine"),
    "boundary-b": claims("near: database-and-queue + unexplained"),
    "boundary-c": claims(
      "near: tax-api + slow / overload + clients / retry",
      "wide: tax-api + slow + retry",
    ),
    which: all(
      claims("whole-loop"),
      claims(
        "near: 'c' / 'third' / 'last' / 'three' / 'only' / whole-loop > can-walk",
        "wide: whole-loop + can-walk",
      ),
    ),
    rule: claims("near: rule-word + boundary + every-part + loop-word + encloses"),
  },
};
