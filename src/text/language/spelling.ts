/**
 * Spelling that does not matter. Texts and rules pass through the same function, so it need not be right about English,
 * only the same on both sides: "behaviour" and "behavior" must meet, and nothing that differs in meaning may.
 */

const endings: readonly (readonly [RegExp, string])[] = [
  [/isation(s?)$/, "ization$1"],
  [/is(e|ed|es|er|ers|ing)$/, "iz$1"],
  [/ys(e|ed|es|er|ers|ing)$/, "yz$1"],
  [/our(s|ed|ing|al|ally|able|ful|ite)?$/, "or$1"],
  [/([aeiou])ll(ed|ing|er|ers|ation)$/, "$1l$2"],
  [/tre(s?)$/, "ter$1"],
  [/ogue(s?)$/, "og$1"],
  [/amme(s?)$/, "am$1"],
  [/ence(s?)$/, "ense$1"],
];

export function plainSpelling(word: string): string {
  if (word.length < 5) return word;
  for (const [ending, plain] of endings) {
    if (ending.test(word)) return word.replace(ending, plain);
  }
  return word;
}

/** Short forms of chat and note-taking, each with the words it stands for. */
export const shortForms: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "w/o": "without",
    "w/": "with",
    "b/c": "because",
    bc: "because",
    cuz: "because",
    u: "you",
    pls: "please",
    plz: "please",
    dont: "do not",
    doesnt: "does not",
    didnt: "did not",
    isnt: "is not",
    wasnt: "was not",
    arent: "are not",
    werent: "were not",
    wont: "will not",
    cant: "can not",
    cannot: "can not",
    couldnt: "could not",
    wouldnt: "would not",
    shouldnt: "should not",
    hasnt: "has not",
    havent: "have not",
    im: "i am",
    ive: "i have",
    thats: "that is",
    whats: "what is",
    theres: "there is",
    nobodys: "nobody is",
    lets: "let us",
    gonna: "going to",
    wanna: "want to",
    gotta: "got to",
    tho: "though",
    thru: "through",
    "&": "and",
  }).map(([form, words]) => [form, words.split(" ")]),
);
