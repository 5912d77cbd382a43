import { dieAt } from "@/lib/die-at";
import { env } from "@/lib/env";

/**
 * Every commit of the engine, and every outside call that changes something, by kind of work: the
 * places at which a worker may die. The crash tests kill one at each of them, before and after; a
 * place that this table lacks may not be passed. `<step>-` stands before a call that is made on the
 * way, and `wait`, `next` and `superseded` are the ends of a step that names no place of its own.
 */
export const commitPoints = {
  create: [
    "open",
    "intent",
    "sent",
    "act",
    "result",
    "absent",
    "refused",
    "wait",
    "next",
    "running",
    "superseded",
    "extra-intent",
    "extra-sent",
    "extra-act",
    "extra-result",
    "finish-intent",
    "finish-sent",
    "finish-act",
    "finish-result",
    "delete-intent",
    "delete-sent",
    "delete-act",
    "delete-result",
    "delete-gone",
  ],
  start: ["open", "intent", "sent", "act", "result", "wait", "running", "superseded"],
  stop: ["open", "intent", "sent", "act", "result", "wait", "stopped", "superseded"],
  restart: ["open", "intent", "sent", "act", "result", "wait", "running", "superseded"],
  repair: [
    "open",
    "chosen",
    "blocked",
    "exhausted",
    "reboot-intent",
    "reboot-sent",
    "reboot-act",
    "reboot-result",
    "start-intent",
    "start-sent",
    "start-act",
    "start-result",
    "create-intent",
    "create-sent",
    "create-act",
    "result",
    "absent",
    "refused",
    "extra-intent",
    "extra-sent",
    "extra-act",
    "extra-result",
    "finish-intent",
    "finish-sent",
    "finish-act",
    "finish-result",
    "delete-intent",
    "delete-sent",
    "delete-act",
    "delete-result",
    "delete-gone",
    "running",
    "verified",
    "wait",
    "next",
    "superseded",
  ],
  delete: ["open", "intent", "sent", "act", "result", "wait", "next", "gone"],
  /** Ending what operations that are over left behind. */
  reap: ["sighted", "sent", "act", "result", "vanished"],
} as const;

type CallPoint = "intent" | "sent" | "act" | "result";

/** What a place is called within its kind. */
export type Point = (typeof commitPoints)[keyof typeof commitPoints][number] | StepPoint;
type StepPoint = `${string}-${CallPoint}`;

const known: ReadonlySet<string> = new Set(
  Object.entries(commitPoints).flatMap(([kind, points]) =>
    points.map((point) => `${kind}.${point}`),
  ),
);

/**
 * Where a call of `step` stands in an operation of `kind`; the call a kind is named after is plain,
 * and so is sleep, which is a way to stop.
 */
export function callPoint(kind: string, step: string, what: CallPoint): Point {
  const isOwn = kind === step || (kind === "stop" && step === "hibernate");
  return isOwn ? what : `${step}-${what}`;
}

/** Runs one commit (or one outside call) with its two places to die at. */
export async function atCommitPoint<T>(
  name: `${string}.${Point}`,
  commit: () => Promise<T>,
): Promise<T> {
  mayDie(name, "before");
  const answer = await commit();
  mayDie(name, "after");
  return answer;
}

function mayDie(name: string, moment: "before" | "after"): void {
  if (env.WORLD !== "sandbox") return;
  if (!known.has(name)) throw new Error(`commit point ${name} is not in the table`);
  dieAt(name, moment);
}
