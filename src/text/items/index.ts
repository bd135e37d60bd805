import type { Item } from "../rules/rule.js";
import { bankClaims } from "./bank-claims.js";
import { bankPhase1 } from "./bank-phase-1.js";
import { bankPhase2 } from "./bank-phase-2.js";
import { bankPhase3 } from "./bank-phase-3.js";
import { bankPostmortem } from "./bank-postmortem.js";
import { bankRoom } from "./bank-room.js";
import { northbeamManager } from "./northbeam-manager.js";
import { northbeamSre } from "./northbeam-sre.js";
import { parts1 } from "./parts-1.js";
import { parts2 } from "./parts-2.js";
import { parts3 } from "./parts-3.js";
import { parts4 } from "./parts-4.js";
import { parts5 } from "./parts-5.js";
import { parts6 } from "./parts-6.js";
import { parts7 } from "./parts-7.js";
import { parts8 } from "./parts-8.js";
import { parts9 } from "./parts-9.js";
import { parts10 } from "./parts-10.js";
import { parts11 } from "./parts-11.js";
import { parts12 } from "./parts-12.js";
import { shiftPostmortem } from "./shift-postmortem.js";
import { shiftSelfCheck } from "./shift-self-check.js";
import { triageNote } from "./triage-note.js";
import { triageReply } from "./triage-reply.js";

/** The phases of one drill, each of which can be answered with what another says. */
function besideEachOther(phases: readonly Item[]): Item[] {
  return phases.map((item) => ({
    ...item,
    beside: phases.filter((other) => other !== item).flatMap(({ exercise }) => exercise),
  }));
}

/** Everything that can be judged. */
export const items: readonly Item[] = [
  parts1,
  parts2,
  parts3,
  parts4,
  parts5,
  parts6,
  parts7,
  parts8,
  parts9,
  parts10,
  parts11,
  parts12,
  ...besideEachOther([bankPhase1, bankPhase2, bankPhase3, bankPostmortem]),
  bankClaims,
  bankRoom,
  northbeamManager,
  northbeamSre,
  shiftSelfCheck,
  shiftPostmortem,
  triageReply,
  triageNote,
];
