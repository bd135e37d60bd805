import type { Drill } from "../../drill/drill.js";
import { findDrill, listDrills } from "../../drill/load.js";
import { Desk } from "../../session/index.js";

/** The drills of a folder, each read once: an edition does not change while the server runs. */
export class DrillShelf {
  private readonly desks = new Map<string, Desk>();

  constructor(private readonly folder: string) {}

  ids(): string[] {
    return listDrills(this.folder);
  }

  /** Throws the problem `drill-unknown`. */
  drill(id: string): Drill {
    return this.desk(id).drill;
  }

  desk(id: string): Desk {
    const found = this.desks.get(id);
    if (found) return found;
    const desk = new Desk(findDrill(id, this.folder), "wall");
    this.desks.set(id, desk);
    return desk;
  }
}
