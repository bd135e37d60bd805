/** What an act would do, in words, before it is done: what is so now, what changes and when, and what speaks against it. */
import type { DrillView, MapNode, RoomState } from "../../server/api/live.js";
import { nameTitle } from "../ui/format.js";
import type { Draft } from "./draft.js";
import { everything, personNameOf } from "./names.js";
import { policyChanges, policyInWords, policyIsSo } from "./policy-words.js";

export interface Plan {
  /** What is so now; null where there is nothing to tell. */
  now: string | null;
  /** What will change, and when it takes effect. */
  effect: string;
  /** Why it would change nothing; null when it may be done. */
  idle: string | null;
  /** What to read before doing it; the form then asks twice. Null for what does no harm. */
  caution: string | null;
}

export interface PlanContext {
  room: RoomState;
  drill: DrillView;
  nodes: readonly MapNode[];
}

type Planner = (draft: Draft, context: PlanContext) => Partial<Plan>;

/** The plan of a tool's act. Tools that it does not know are described by their own words. */
export function planOf(tool: string, draft: Draft, context: PlanContext): Plan {
  const planner = planners[tool];
  const plan = planner ? planner(draft, context) : {};
  return { now: null, effect: "", idle: null, caution: null, ...plan };
}

const planners: Record<string, Planner> = {
  set_call_policy(draft, { room }) {
    const { call } = draft;
    if (!call) return { effect: "Takes effect at once." };
    const effectOf = (changes: string[]) =>
      `${changes.length > 0 ? `Will change: ${changes.join("; ")}. ` : "Fill in what should change; the rest stays. "}${sinceNow}`;
    if (call === everything) {
      return { now: "Each call has its own policy.", effect: effectOf(policyChanges(null, draft)) };
    }
    const policy = room.policies[call];
    if (!policy) return { effect: effectOf(policyChanges(null, draft)) };
    return {
      now: capital(policyInWords(policy)),
      effect: effectOf(policyChanges(policy, draft)),
      idle: policyIsSo(policy, draft) ? "This is how it is set already." : null,
    };
  },

  block_calls({ call, mode }, { room }) {
    const present = call ? (room.blocks[call] ?? "none") : null;
    const name = call ? nameTitle(call) : "this call";
    const effects: Record<string, string> = {
      reject: `Every attempt from ${name} is answered with an error at once. ${sinceNow}`,
      drop: `Attempts from ${name} get no answer; callers wait until their timeout, or forever without one.`,
      none: "Calls go through again at once.",
    };
    return {
      now: present && (present === "none" ? "No rule on this call" : `Rule: ${present}`),
      effect: (mode && effects[mode]) || "Takes effect at once.",
      idle: present !== null && present === mode ? ruleIsSo(present) : null,
      caution:
        mode && mode !== "none"
          ? `Nobody gets an answer over ${name} until the rule is taken away.`
          : null,
    };
  },

  set_flag({ flag, on }, { room }) {
    const present = flag ? room.flags[flag] : undefined;
    const word = (value: boolean) => (value ? "on" : "off");
    return {
      now: present === undefined ? null : `The flag is ${word(present)}`,
      effect: "Takes effect at once, everywhere; requests already waiting keep waiting.",
      idle:
        present !== undefined && on !== undefined && on === String(present)
          ? `The flag is ${word(present)} already.`
          : null,
    };
  },

  restart_service({ service }, { room, nodes }) {
    if (!service) return { effect: "Stops all replicas and starts them again." };
    const present = sum(room.releases[service]);
    const restartUs = mainSite(nodes, service)?.restartUs;
    const away = restartUs === undefined ? "while it starts" : `for ${duration(restartUs)}`;
    return {
      now: present > 0 ? `${capital(count(present))} up` : null,
      effect: `All replicas stop at once, and ${nameTitle(service)} is away ${away}.`,
      caution: `The requests that ${nameTitle(service)} holds are lost, and it answers nobody ${away}.`,
    };
  },

  scale_service({ service, replicas }, { room, nodes }) {
    if (!service) return { effect: "Each replica has the same threads and queue." };
    const present = sum(room.releases[service]);
    const wanted = Number(replicas);
    const maximum = mainSite(nodes, service)?.maximumReplicas;
    const limit = maximum === undefined ? "" : `, at most ${maximum}`;
    const idle = replicas && wanted === present ? `It has ${count(present)} already.` : null;
    const over = maximum !== undefined && present >= maximum && !replicas;
    return {
      now: present > 0 ? `${capital(count(present))}${limit}` : null,
      effect: over
        ? "It already has as many as it can have; fewer are possible."
        : "New replicas take load once they have started; those taken away finish what they hold.",
      idle,
      caution:
        replicas && wanted > 0 && wanted < present
          ? `${nameTitle(service)} goes from ${count(present)} to ${wanted}: fewer threads for the same load.`
          : null,
    };
  },

  roll_back({ service }, { room }) {
    if (!service) return { effect: "Goes back to the release before the one that runs." };
    const running = releasesInWords(room.releases[service]);
    const earlier = room.earlierReleases[service];
    return {
      now: running && `Runs ${running}`,
      effect: earlier
        ? `Goes back to ${earlier}, replica by replica; what the newer release brought is gone.`
        : "Goes back to the release before, replica by replica.",
      idle: earlier === null ? "There is no older release to go back to." : null,
    };
  },

  shed_load({ route, share }, { room }) {
    return shares(route, share, room.sheds, {
      none: "Everybody is let in",
      some: (portion) => `${portion} are refused`,
      effect: "Takes effect at once at the edge; requests already inside go on.",
      caution: (who) => `All requests of ${who} get an error page until you let them in again.`,
    });
  },

  shift_traffic({ route, share }, { room }) {
    return shares(route, share, room.shifts, {
      none: "Everybody is served at the main site",
      some: (portion) => `${portion} go to the second site`,
      effect: "New requests go there at once; those under way end where they are.",
      caution: (who) => `All requests of ${who} meet a site that may be smaller than this one.`,
    });
  },

  acknowledge_page({ alert }, { room }) {
    if (!alert) return { effect: "Tells the pager that somebody is on it." };
    const firing = room.firing.some((one) => one.alert === alert);
    const acknowledged = room.acknowledged.includes(alert);
    return {
      now: acknowledged ? "Acknowledged" : firing ? "Firing, nobody has taken it" : "Not firing",
      effect: "Tells the pager that you are on it. It changes nothing in the system.",
      idle: acknowledged
        ? "It is acknowledged already."
        : firing
          ? null
          : "It is not firing, so there is nothing to acknowledge.",
    };
  },

  declare_incident({ severity, title }, { room }) {
    const { incident } = room;
    return {
      now: incident
        ? `${incident.severity} since ${incident.clock}: ${incident.title}`
        : "No incident is declared",
      effect: incident
        ? "Changes the severity and title of the open incident."
        : "Opens the incident; everybody sees its severity and title.",
      idle:
        incident && incident.severity === severity && incident.title === title?.trim()
          ? "The incident says so already."
          : null,
    };
  },

  assign_role({ role, person }, { room, drill }) {
    const holder = role ? room.roles[role] : undefined;
    return {
      now: role
        ? holder
          ? `${nameTitle(role)}: ${holderName(holder, drill)}`
          : `Nobody is ${nameTitle(role).toLowerCase()}`
        : null,
      effect: "Takes effect at once, and the room knows.",
      idle: person && holder === person ? `${personNameOf(person, drill)} has it already.` : null,
    };
  },

  post_status: () => ({
    effect: "Everybody can read it at once, and it stays on the public page.",
  }),
  escalate: ({ person }, { drill }) => ({
    effect: `${person ? personNameOf(person, drill) : "The person"} is paged at once, whatever the hour.`,
  }),
  take_hint(_, { room }) {
    const { hintsLeft, nextHintCost } = room;
    if (hintsLeft === 0 || nextHintCost === null) {
      return { effect: "", idle: "There are no more hints." };
    }
    return {
      now: `${hintsLeft} ${hintsLeft === 1 ? "hint" : "hints"} left`,
      effect: `The next hint costs ${nextHintCost} ${nextHintCost === 1 ? "point" : "points"} of your score.`,
    };
  },

  next_phase(_, { room, drill }) {
    const next = drill.phases[room.phase + 1];
    return {
      now: drill.phases[room.phase]?.title ?? null,
      effect: next
        ? `Begins ${next.title}, ${next.minutes} min planned. There is no way back to this phase.`
        : "This is the last phase.",
      idle: next ? null : "There is no further phase.",
    };
  },

  send_message: () => ({ effect: "Everybody in the channel reads it." }),
};

const sinceNow = "Takes effect at once; requests already waiting keep waiting.";

interface ShareWords {
  none: string;
  some: (portion: string) => string;
  effect: string;
  caution: (who: string) => string;
}

function shares(
  route: string | undefined,
  share: string | undefined,
  present: Readonly<Record<string, number>>,
  words: ShareWords,
): Partial<Plan> {
  const wanted = /^(\d+(?:\.\d+)?) ?%?$/.exec((share ?? "").trim())?.[1];
  const who = !route || route === everything ? "all users" : nameTitle(route);
  const all = wanted !== undefined && Number(wanted) === 100;
  if (!route) return { effect: words.effect, caution: all ? words.caution(who) : null };
  const covered = coveredBy(route, present);
  const same =
    covered !== null && wanted !== undefined && Math.abs(covered * 100 - Number(wanted)) < 1e-9;
  const portion = covered === null ? null : `${Math.round(covered * 1000) / 10} % of ${who}`;
  return {
    now:
      portion === null
        ? "Differs between the routes"
        : covered === 0
          ? words.none
          : words.some(portion),
    effect: words.effect,
    idle: same ? "It is so already." : null,
    caution: all ? words.caution(who) : null,
  };
}

/** The share in force for a route, source or everybody; null when parts of it differ. */
function coveredBy(route: string, present: Readonly<Record<string, number>>): number | null {
  const under = Object.entries(present).filter(
    ([name, share]) =>
      share > 0 && (route === everything || name === route || name.startsWith(`${route}.`)),
  );
  if (under.length === 0) return 0;
  return under.length === 1 && under[0]![0] === route ? under[0]![1] : null;
}

function ruleIsSo(mode: string): string {
  return mode === "none" ? "There is no rule to take away." : `The rule is ${mode} already.`;
}

function mainSite(nodes: readonly MapNode[], service: string): MapNode | undefined {
  return nodes.find((node) => node.service === service && node.site === null);
}

function holderName(holder: string, drill: DrillView): string {
  return drill.people.some(({ id }) => id === holder) ? personNameOf(holder, drill) : "you";
}

export function releasesInWords(
  releases: Readonly<Record<string, number>> | undefined,
): string | null {
  const running = Object.entries(releases ?? {}).filter(([, replicas]) => replicas > 0);
  if (running.length === 0) return null;
  if (running.length === 1) return running[0]![0];
  return running.map(([release, replicas]) => `${release} on ${replicas}`).join(" and ");
}

function sum(counts: Readonly<Record<string, number>> | undefined): number {
  return Object.values(counts ?? {}).reduce((total, value) => total + value, 0);
}

function count(replicas: number): string {
  return replicas === 1 ? "1 replica" : `${replicas} replicas`;
}

function duration(valueUs: number): string {
  const seconds = valueUs / 1_000_000;
  if (seconds < 60) return `${seconds} s`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.round(seconds)} s`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
