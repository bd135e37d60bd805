import { escalate } from "./communicate/escalate.js";
import { declareIncident } from "./communicate/incident.js";
import { sendMessage } from "./communicate/message.js";
import { acknowledgePage } from "./communicate/page.js";
import { writePostmortem } from "./communicate/postmortem.js";
import { assignRole } from "./communicate/role.js";
import { postStatus } from "./communicate/status.js";
import { listAlerts } from "./observe/alerts.js";
import { listDeploys } from "./observe/deploys.js";
import { searchLogs } from "./observe/logs.js";
import { queryMetrics } from "./observe/metrics.js";
import { readRunbook } from "./observe/runbook.js";
import { showTopology } from "./observe/topology.js";
import { getTrace, listTraces } from "./observe/traces.js";
import { blockCalls } from "./operate/block.js";
import { setCallPolicy } from "./operate/call-policy.js";
import { setFlag } from "./operate/flag.js";
import { restartService } from "./operate/restart.js";
import { rollBack } from "./operate/roll-back.js";
import { scaleService } from "./operate/scale.js";
import { shedLoad } from "./operate/shed.js";
import { shiftTraffic } from "./operate/shift.js";
import { finish } from "./run/finish.js";
import { takeHint } from "./run/hint.js";
import { nextPhase } from "./run/phase.js";
import { setSpeed } from "./run/speed.js";
import { wait } from "./run/wait.js";
import type { Tool } from "./tool.js";

/** Every tool there is, in the order in which lists show them. */
export const registry: readonly Tool[] = [
  listAlerts,
  queryMetrics,
  searchLogs,
  listTraces,
  getTrace,
  showTopology,
  listDeploys,
  readRunbook,
  acknowledgePage,
  declareIncident,
  assignRole,
  postStatus,
  sendMessage,
  escalate,
  writePostmortem,
  setCallPolicy,
  blockCalls,
  setFlag,
  shedLoad,
  restartService,
  scaleService,
  shiftTraffic,
  rollBack,
  takeHint,
  nextPhase,
  wait,
  setSpeed,
  finish,
];

/** Tools without which a run could not go on or end; every drill has them. */
export const alwaysOffered: readonly string[] = [wait.name, finish.name];

/** Tools that every run on a wall clock has, and no other. */
export const wallClockTools: readonly string[] = [setSpeed.name];
