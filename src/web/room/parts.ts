import { lazy } from "react";

/** The parts of the room that are loaded when they are first shown. */
export const LogsPanel = lazy(() => import("../panels/logs.js"));
export const TracesPanel = lazy(() => import("../panels/traces.js"));
export const DeploysPanel = lazy(() => import("../panels/deploys.js"));
export const RunbookPanel = lazy(() => import("../panels/runbook.js"));
export const PostmortemPanel = lazy(() => import("../panels/postmortem/postmortem.js"));
export const ChartsPanel = lazy(() => import("../charts/charts-panel.js"));
export const People = lazy(() => import("../panels/people/people.js"));
export const ActArea = lazy(() => import("../act/act-area.js"));
export const Palette = lazy(() => import("../act/palette.js"));
