export { sentenceOf } from "./feedback.js";
export { type FinishedRun, finishRun, type RunDocument } from "./run-document.js";
export { runDocumentSchema } from "./run-schema.js";
export type { Scorecard } from "./scorecard.js";
export { scoreOf, sealOf } from "./scoring.js";
