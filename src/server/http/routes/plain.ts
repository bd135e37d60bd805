import { productVersion } from "../../../session/index.js";
import { define } from "../define.js";
import type { App } from "../environment.js";
import type { Services } from "../services.js";

/** What is the same for everybody. */
export function addPlain(app: App, { drills }: Services): void {
  define(app, "GET /health", () => ({
    schema: "smokejumper.health/1",
    status: "ok",
    version: productVersion,
  }));
  define(app, "GET /drills", () => ({ schema: "smokejumper.drills/1", drills: [...drills] }));
}
