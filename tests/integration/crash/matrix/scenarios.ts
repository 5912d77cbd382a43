import type { Status } from "@/lib/deployments/states";
import type { commitPoints } from "@/lib/operations/commit-points";
import type { CallName } from "./providers";

type Verb = "launch" | "stop" | "start" | "restart" | "terminate";

/** What a deployment and its account come to once everything has settled. */
export interface Ends {
  readonly status: Status;
  readonly reason?: string;
  /** Machines the provider still shows, that were ever made, and that stood at one time. */
  readonly alive: number;
  readonly made: number;
  readonly most: number;
}

/**
 * One way through a kind of work, as data: where it begins, what is wished, what goes wrong at the
 * provider, the places it passes that are to be died at, and how it ends. A new kind of operation
 * or a new place is a new row or a new word in one.
 */
export interface Scenario {
  readonly name: string;
  readonly kind: keyof typeof commitPoints;
  readonly points: readonly string[];
  readonly from: "nothing" | "running" | "stopped" | "ended";
  /** Settings of the account from here on. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Each hits the next call of its kind, or all; `accepted` answers yes and does nothing. */
  readonly faults?: readonly {
    readonly call: CallName;
    readonly fault: Readonly<Record<string, unknown>> | "accepted";
    readonly times?: "always";
  }[];
  readonly wish?: Verb;
  /** There is a second offer to launch from, the same once more. */
  readonly hasFallback?: boolean;
  /** Before the worker that will die begins, the engine goes on until it waits. */
  readonly waits?: boolean;
  /** A second machine of the same name is made meanwhile. */
  readonly doubled?: boolean;
  /** A newer wish, after the wait. */
  readonly wishNext?: Verb;
  /** The machine is unwell, and what may be done about it. */
  readonly unwell?: {
    readonly fault: "unreachable" | "gone";
    readonly firstAct: "reboot" | "recreate";
    /** What ails it in the network, what its provider did to it. */
    readonly ails?: Readonly<Record<string, unknown>>;
    readonly there?: "stopped" | "terminated";
    readonly policy?: Readonly<Record<string, unknown>>;
  };
  /** What the provider does only between the death and what follows. */
  readonly late?: "stop";
  readonly ends: Ends;
  /** Deaths after which nobody can say whether the act was done: it is told, and not repeated. */
  readonly unsure?: { readonly at: readonly string[]; readonly reason: string };
}

const call = ["intent", "sent", "act", "result"];
/** A boot that takes its time, and one that lasts until another worker is at work. */
const slow = { bootMs: 3_000 };
export const later = { bootMs: 8_000 };
const never = { bootMs: 3_600_000 };
const running = { status: "running", alive: 1, made: 1, most: 1 } as const;
const stopped = { status: "stopped", alive: 1, made: 1, most: 1 } as const;
const terminated = { status: "terminated", alive: 0, made: 1, most: 1 } as const;

const rebuilt = { status: "running", alive: 1, made: 2, most: 1 } as const;
const hung = {
  fault: "unreachable",
  firstAct: "reboot",
  ails: { power: "cut", until: "restarted" },
} as const;
const dead = { fault: "gone", firstAct: "recreate", there: "terminated" } as const;
const refused = { kind: "answer", status: 400, body: { error: "cannot be restarted" } };

export const scenarios: readonly Scenario[] = [
  {
    name: "launch",
    kind: "create",
    points: ["open", ...call, "running"],
    from: "nothing",
    wish: "launch",
    ends: running,
  },
  {
    name: "launch that takes its time",
    kind: "create",
    points: ["wait"],
    from: "nothing",
    settings: slow,
    wish: "launch",
    ends: running,
  },
  {
    name: "launch that is refused",
    kind: "create",
    points: ["result"],
    from: "nothing",
    faults: [{ call: "launch", fault: { kind: "no-capacity" }, times: "always" }],
    wish: "launch",
    ends: { status: "failed", reason: "no-capacity", alive: 0, made: 0, most: 0 },
  },
  {
    name: "launch from the next offer",
    kind: "create",
    points: ["refused"],
    from: "nothing",
    faults: [{ call: "launch", fault: { kind: "no-capacity" } }],
    wish: "launch",
    hasFallback: true,
    ends: running,
  },
  {
    name: "launch whose answer is lost",
    kind: "create",
    points: ["result"],
    from: "nothing",
    faults: [{ call: "launch", fault: { kind: "answer-lost" } }],
    wish: "launch",
    ends: running,
  },
  {
    name: "launch that stopped half-way",
    kind: "create",
    points: ["finish-intent", "finish-sent", "finish-act", "finish-result"],
    from: "nothing",
    faults: [{ call: "launch", fault: { kind: "answer-lost" } }],
    wish: "launch",
    ends: running,
  },
  {
    name: "launch that never arrived",
    kind: "create",
    points: ["absent"],
    from: "nothing",
    faults: [{ call: "launch", fault: { kind: "connection-reset" } }],
    wish: "launch",
    ends: running,
  },
  {
    name: "launch that made two machines",
    kind: "create",
    points: ["extra-intent", "extra-sent", "extra-act", "extra-result", "next"],
    from: "nothing",
    faults: [{ call: "launch", fault: { kind: "answer-lost" } }],
    wish: "launch",
    waits: true,
    doubled: true,
    ends: { status: "running", alive: 1, made: 2, most: 2 },
  },
  {
    name: "launch of a machine that does not boot",
    kind: "create",
    points: ["next", "delete-intent", "delete-sent", "delete-act", "delete-result", "delete-gone"],
    from: "nothing",
    faults: [{ call: "launch", fault: { kind: "boot-fails" } }],
    wish: "launch",
    ends: { status: "failed", reason: "boot-failed", alive: 0, made: 1, most: 1 },
  },
  {
    name: "launch that is taken back",
    kind: "create",
    points: ["superseded"],
    from: "nothing",
    settings: never,
    wish: "launch",
    waits: true,
    wishNext: "terminate",
    ends: terminated,
  },
  {
    name: "stop",
    kind: "stop",
    points: ["open", ...call, "stopped"],
    from: "running",
    wish: "stop",
    ends: stopped,
  },
  {
    name: "stop that takes its time",
    kind: "stop",
    points: ["wait"],
    from: "running",
    faults: [{ call: "stop", fault: "accepted" }],
    wish: "stop",
    late: "stop",
    ends: stopped,
  },
  {
    name: "stop that is taken back",
    kind: "stop",
    points: ["superseded"],
    from: "running",
    faults: [{ call: "stop", fault: "accepted" }],
    wish: "stop",
    waits: true,
    wishNext: "terminate",
    ends: terminated,
  },
  {
    name: "start",
    kind: "start",
    points: ["open", ...call, "running"],
    from: "stopped",
    wish: "start",
    ends: running,
  },
  {
    name: "start that takes its time",
    kind: "start",
    points: ["wait"],
    from: "stopped",
    settings: slow,
    wish: "start",
    ends: running,
  },
  {
    name: "start that is taken back",
    kind: "start",
    points: ["superseded"],
    from: "stopped",
    settings: never,
    wish: "start",
    waits: true,
    wishNext: "terminate",
    ends: terminated,
  },
  {
    name: "restart",
    kind: "restart",
    points: ["open", ...call, "running"],
    from: "running",
    wish: "restart",
    ends: running,
    unsure: {
      at: ["sent:after", "act:before", "act:after", "result:before"],
      reason: "restart-unconfirmed",
    },
  },
  {
    name: "restart that takes its time",
    kind: "restart",
    points: ["wait"],
    from: "running",
    settings: slow,
    wish: "restart",
    ends: running,
  },
  {
    name: "restart that is taken back",
    kind: "restart",
    points: ["superseded"],
    from: "running",
    settings: never,
    wish: "restart",
    waits: true,
    wishNext: "terminate",
    ends: terminated,
  },
  {
    name: "repair by a restart",
    kind: "repair",
    points: [
      "open",
      "chosen",
      "reboot-intent",
      "reboot-sent",
      "reboot-act",
      "reboot-result",
      "running",
      "wait",
      "verified",
    ],
    from: "running",
    unwell: hung,
    ends: running,
  },
  {
    name: "repair by a start",
    kind: "repair",
    points: ["start-intent", "start-sent", "start-act", "start-result"],
    from: "running",
    unwell: { fault: "gone", firstAct: "recreate", there: "stopped" },
    ends: running,
  },
  {
    name: "repair by a new machine",
    kind: "repair",
    points: [
      "chosen",
      "delete-intent",
      "delete-sent",
      "delete-act",
      "delete-result",
      "delete-gone",
      "create-intent",
      "create-sent",
      "create-act",
      "result",
      "running",
      "verified",
    ],
    from: "running",
    unwell: dead,
    ends: rebuilt,
  },
  {
    name: "repair by a new machine from the next offer",
    kind: "repair",
    points: ["refused"],
    from: "running",
    unwell: dead,
    faults: [{ call: "launch", fault: { kind: "no-capacity" } }],
    ends: rebuilt,
  },
  {
    name: "repair by a new machine whose launch never arrived",
    kind: "repair",
    points: ["absent"],
    from: "running",
    unwell: dead,
    faults: [{ call: "launch", fault: { kind: "connection-reset" } }],
    ends: rebuilt,
  },
  {
    name: "repair by a new machine that does not boot at first",
    kind: "repair",
    points: ["next", "delete-gone"],
    from: "running",
    unwell: dead,
    faults: [{ call: "launch", fault: { kind: "boot-fails" } }],
    ends: { ...rebuilt, made: 3 },
  },
  {
    name: "repair by a new machine whose launch stopped half-way",
    kind: "repair",
    points: ["finish-intent", "finish-sent", "finish-act", "finish-result"],
    from: "running",
    unwell: dead,
    faults: [{ call: "launch", fault: { kind: "answer-lost" } }],
    ends: rebuilt,
  },
  {
    name: "repair that made two machines",
    kind: "repair",
    points: ["extra-intent", "extra-sent", "extra-act", "extra-result"],
    from: "running",
    unwell: dead,
    faults: [{ call: "launch", fault: { kind: "answer-lost" } }],
    waits: true,
    doubled: true,
    ends: { ...rebuilt, made: 3, most: 2 },
  },
  {
    name: "repair that waits for a person",
    kind: "repair",
    points: ["blocked"],
    from: "running",
    unwell: { ...hung, ails: { power: "cut" }, policy: { data: "ask" } },
    faults: [{ call: "restart", fault: refused }],
    ends: running,
  },
  {
    name: "repair that has tried all it may",
    kind: "repair",
    points: ["exhausted"],
    from: "running",
    unwell: { ...hung, ails: { power: "cut" }, policy: { highest: "reboot" } },
    faults: [{ call: "restart", fault: refused }],
    ends: running,
  },
  {
    name: "repair that is taken back",
    kind: "repair",
    points: ["superseded"],
    from: "running",
    settings: never,
    unwell: dead,
    waits: true,
    wishNext: "terminate",
    ends: { ...terminated, made: 2 },
  },
  {
    name: "terminate",
    kind: "delete",
    points: ["open", ...call, "gone"],
    from: "running",
    wish: "terminate",
    ends: terminated,
  },
  {
    name: "terminate that is not done at first",
    kind: "delete",
    points: ["wait", "next"],
    from: "running",
    faults: [{ call: "terminate", fault: "accepted" }],
    wish: "terminate",
    ends: terminated,
  },
  {
    name: "machine left behind",
    kind: "reap",
    points: ["sighted", "sent", "act", "result", "vanished"],
    from: "ended",
    doubled: true,
    ends: { status: "terminated", alive: 0, made: 2, most: 1 },
  },
];
