/**
 * Everything that can be wrong with what a user hands us, as one catalogue.
 *
 * A problem is told in one line: what is wrong, where, and what to do about it. Each kind has a code, so that
 * documentation, tests and scripts can rely on something steadier than wording; docs/errors.md lists them all.
 */

/** 1: a run, gate or verification failed; 2: wrong use or invalid input; 3: a fault of ours. */
export type ExitCode = 1 | 2 | 3;

export interface ProblemKind {
  what: string;
  remedy: string;
  exitCode: ExitCode;
}

/** The words in braces are filled in by `problem`. */
export const problemCatalogue = {
  // Files and YAML.
  "file-missing": { what: "{file} does not exist", remedy: "check the path", exitCode: 2 },
  "file-unreadable": {
    what: "{file} cannot be read ({reason})",
    remedy: "check the path and its permissions",
    exitCode: 2,
  },
  "file-unwritable": {
    what: "{file} cannot be written ({reason})",
    remedy: "choose another path or check its permissions",
    exitCode: 2,
  },
  "file-too-large": {
    what: "the file holds {bytes} bytes",
    remedy: "keep it within {limit} bytes",
    exitCode: 2,
  },
  "yaml-malformed": {
    what: "malformed YAML: {reason}",
    remedy: "correct the file at this line",
    exitCode: 2,
  },
  "yaml-duplicate-key": {
    what: 'the key "{key}" stands twice in one map',
    remedy: "keep one of the two",
    exitCode: 2,
  },
  "yaml-aliases": {
    what: "the YAML aliases expand to too much",
    remedy: "write the repeated parts out",
    exitCode: 2,
  },
  "key-unknown": { what: 'unknown key "{key}"', remedy: "{suggestion}", exitCode: 2 },
  "key-missing": { what: '"{key}" is missing', remedy: "add it", exitCode: 2 },
  "key-reserved": {
    what: 'the name "{key}" is reserved',
    remedy: "choose another name",
    exitCode: 2,
  },
  "name-invalid": {
    what: '"{name}" is not a valid name',
    remedy: "use lower-case letters, digits and hyphens, beginning with a letter",
    exitCode: 2,
  },
  "name-taken": {
    what: '"{name}" already names a {kind}',
    remedy: "choose another name",
    exitCode: 2,
  },
  "name-unknown": { what: 'there is no {kind} "{name}"', remedy: "{suggestion}", exitCode: 2 },
  "unit-missing": { what: "{value} has no unit", remedy: "write {expected}", exitCode: 2 },
  "value-invalid": { what: "{value} is not {expected}", remedy: "{remedy}", exitCode: 2 },
  "value-out-of-bounds": { what: "{value} is out of bounds", remedy: "{remedy}", exitCode: 2 },
  "too-many": {
    what: "there are {count} {things}",
    remedy: "keep to {limit} at most",
    exitCode: 2,
  },
  // What a system file means.
  "operations-endless": {
    what: "operations call each other without an end ({cycle})",
    remedy: "take one call out of the cycle or put it into a branch",
    exitCode: 2,
  },
  "operation-explodes": {
    what: "one request to {operation} would make more than {limit} calls on average",
    remedy: "make fewer calls or lower the shares of its branches",
    exitCode: 2,
  },
  "arrow-unused": {
    what: "no operation makes the call {arrow}",
    remedy: "remove the entry or add a call step",
    exitCode: 2,
  },
  // What a drill folder means.
  "drill-unknown": { what: 'there is no drill "{drill}"', remedy: "{suggestion}", exitCode: 2 },
  "clock-outside": {
    what: "{value} is outside the run",
    remedy: "choose a time from {from} to {to}",
    exitCode: 2,
  },
  "template-malformed": {
    what: 'the template "{template}" cannot be read',
    remedy: "{suggestion}",
    exitCode: 2,
  },
  "number-literal": {
    what: 'the text states "{number}"',
    remedy: "take the figure from the simulation with a template such as {{indicator NAME}}",
    exitCode: 2,
  },
  "gold-visible": {
    what: 'players would see the gold term "{term}"',
    remedy: "say it without the cause, or move it to the debrief",
    exitCode: 2,
  },
  "action-unknown": { what: 'there is no tool "{tool}"', remedy: "{suggestion}", exitCode: 2 },
  "tool-not-offered": {
    what: 'the drill does not offer the tool "{tool}"',
    remedy: "add it to tools or leave the step out",
    exitCode: 2,
  },
  "deploy-mismatch": {
    what: "the deploy list and the timeline disagree about {release} of {service} at {time}",
    remedy: "give both the same entry",
    exitCode: 2,
  },
  "cast-unreachable": {
    what: "nobody ever says this, since the reply before it has no condition",
    remedy: "give that one a condition or put it last",
    exitCode: 2,
  },
  "cast-silent": {
    what: "{topic} may get no answer, since every reply has a condition",
    remedy: "add a last reply without one",
    exitCode: 2,
  },
  "cast-unanswered": {
    what: 'what is understood as "{criterion}" gets no answer',
    remedy: "add a topic that hears it",
    exitCode: 2,
  },
  "flag-unused": {
    what: 'no call is skipped by the flag "{flag}"',
    remedy: "remove it or name it in a skip",
    exitCode: 2,
  },
  "too-few": { what: "there are {count} {things}", remedy: "write at least {limit}", exitCode: 2 },
  // Sessions.
  "seat-unknown": { what: 'there is no seat "{seat}"', remedy: "use one of {seats}", exitCode: 2 },
  "session-finished": { what: "the session is finished", remedy: "open a new one", exitCode: 2 },
  "moment-past": {
    what: "{moment} is before the session's clock ({now})",
    remedy: "act at the clock's time or later",
    exitCode: 2,
  },
  "world-overloaded": {
    what: "the system takes on more than can be simulated ({reason})",
    remedy: "set a less extreme policy, or bound the queues and the load of its system file",
    exitCode: 1,
  },
  "checkpoint-foreign": {
    what: "the checkpoint does not fit ({reason})",
    remedy: "replay the journal instead",
    exitCode: 1,
  },
  "entry-taken": {
    what: "entry {entry} of the session is another act",
    remedy: "look at what has happened, and act on that",
    exitCode: 2,
  },
  "entry-ahead": {
    what: "entry {entry} cannot be next, since the session has {entries}",
    remedy: "look at what has happened, and act on that",
    exitCode: 2,
  },
  "session-unfinished": {
    what: "the session is not over yet",
    remedy: "finish it first",
    exitCode: 2,
  },
  "server-full": {
    what: "the server runs as many sessions as it can hold ({limit})",
    remedy: "try again when another one is over or left",
    exitCode: 1,
  },
  "server-busy": {
    what: "the server has {waiting} pieces of work waiting",
    remedy: "try again in a moment",
    exitCode: 1,
  },
  "session-unknown": {
    what: "you have no such session",
    remedy: "choose one from your list of sessions",
    exitCode: 2,
  },
  "worker-lost": {
    what: "the thread that ran the session has failed",
    remedy: "try again: the session goes on from its last stored act",
    exitCode: 1,
  },
  // Journals.
  "journal-foreign": {
    what: "this is not a journal of Smokejumper ({reason})",
    remedy: "hand over a file written by run, play or whatif",
    exitCode: 2,
  },
  "journal-engine": {
    what: "the journal was written by engine version {found}, and this is version {own}",
    remedy: "replay it with the version that wrote it",
    exitCode: 2,
  },
  "journal-drill": {
    what: 'the journal belongs to another edition of the drill "{drill}" (its {part} differs)',
    remedy: "replay it with the edition it was played on",
    exitCode: 2,
  },
  "journal-mismatch": {
    what: "the journal does not match its replay ({reason})",
    remedy: "do not trust it: it was changed after the run",
    exitCode: 1,
  },
  "journal-unfinished": {
    what: "the journal is unfinished ({reason})",
    remedy: "finish the run first",
    exitCode: 1,
  },
  "journal-entry-unknown": {
    what: "the journal has no entry {entry}",
    remedy: "choose one from {first} to {last}",
    exitCode: 2,
  },
  // The server.
  "request-malformed": {
    what: "the request is malformed ({reason})",
    remedy: "send what /api/v1/openapi.json describes",
    exitCode: 2,
  },
  "request-too-large": {
    what: "the request holds more than {limit} bytes",
    remedy: "send less",
    exitCode: 2,
  },
  "media-type": {
    what: "the body is not said to be JSON",
    remedy: "send it with the content type application/json",
    exitCode: 2,
  },
  "address-too-long": {
    what: "the address is longer than {limit} characters",
    remedy: "shorten it",
    exitCode: 2,
  },
  "route-unknown": {
    what: "there is nothing at {path}",
    remedy: "see /api/v1/openapi.json for what there is",
    exitCode: 2,
  },
  "method-unknown": {
    what: "{path} does not take {method}",
    remedy: "use {allowed}",
    exitCode: 2,
  },
  "host-foreign": {
    what: 'the server does not go by the name "{host}"',
    remedy: "call it by its address, or start it with --allow-host and this name",
    exitCode: 2,
  },
  "origin-foreign": {
    what: "a page of {origin} may not ask for this",
    remedy: "use the server's own page, or start it with --allow-host and that page's name",
    exitCode: 2,
  },
  "share-unknown": {
    what: "no debrief is shared here",
    remedy: "ask for a new link",
    exitCode: 2,
  },
  "rate-exceeded": {
    what: "one {whom} sends more than the server takes",
    remedy: "try again in {seconds} s",
    exitCode: 2,
  },
  "sessions-full": {
    what: "you have {count} sessions",
    remedy: "delete one of them first",
    exitCode: 2,
  },
  "sockets-full": {
    what: "there are {count} live connections",
    remedy: "close one of them first",
    exitCode: 2,
  },
  "upgrade-needed": {
    what: "this is the address of a WebSocket",
    remedy: "connect to it with a WebSocket client",
    exitCode: 2,
  },
  "page-missing": {
    what: "the page is not there, since it has not been built",
    remedy: "run npm run build",
    exitCode: 3,
  },
  "port-taken": {
    what: "port {port} is taken",
    remedy: "choose another one with --port",
    exitCode: 2,
  },
  "host-unusable": {
    what: "the server cannot listen at {host} ({reason})",
    remedy: "choose another address with --host, or another port with --port",
    exitCode: 2,
  },
  stopping: {
    what: "the server is stopping",
    remedy: "try again when it is back",
    exitCode: 1,
  },
  // The store.
  "store-full": {
    what: "the store's disk is full",
    remedy: "free some space, then try again: nothing was written",
    exitCode: 1,
  },
  "store-failed": {
    what: "the store failed ({reason})",
    remedy: "check its disk and permissions, then try again",
    exitCode: 1,
  },
  "store-busy": {
    what: "the store has {pending} calls waiting",
    remedy: "try again in a moment",
    exitCode: 1,
  },
  "store-locked": {
    what: "the store is in use by another process",
    remedy: "stop the other one, or use another data folder",
    exitCode: 2,
  },
  "store-version": {
    what: "the store is of version {found}, and this program knows {own}",
    remedy: "use the newer program, or restore a backup made before it",
    exitCode: 2,
  },
  "store-foreign": {
    what: "this is not a store of Smokejumper ({reason})",
    remedy: "choose another data folder",
    exitCode: 2,
  },
  // The command line.
  usage: { what: "{what}", remedy: "{remedy}", exitCode: 2 },
  "player-unknown": { what: 'there is no player "{player}"', remedy: "{suggestion}", exitCode: 2 },
  "option-invalid": { what: '"{value}" does not suit {option}', remedy: "{remedy}", exitCode: 2 },
  "batch-malformed": {
    what: "a line of the batch cannot be read ({reason})",
    remedy: 'write one object with the texts "id", "item" and "text" a line',
    exitCode: 2,
  },
  "terminal-needed": { what: "{command} needs a terminal", remedy: "{remedy}", exitCode: 2 },
  fault: {
    what: "a fault of ours ({reason})",
    remedy: "run it again with --debug and report what it prints",
    exitCode: 3,
  },
} as const satisfies Record<string, ProblemKind>;
