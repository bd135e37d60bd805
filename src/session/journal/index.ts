export { canonical, hashOf, type Json, type JsonObject } from "./canonical.js";
export { chained, chainRoot } from "./chain.js";
export { decodeJournal, journalBounds, type LineProblem } from "./decode.js";
export { changedBy, changesOf, tellsUnderstanding, understoodIn } from "./effect.js";
export { encodeJournal, encodeLine, journalHash } from "./encode.js";
export {
  type Effect,
  type Entry,
  entrySchema,
  type Footer,
  footerSchema,
  type Header,
  headerSchema,
  type Journal,
  journalSchema,
  type Seat,
  seatsSchema,
  type WordsEffect,
  type WorldEffect,
} from "./types.js";
