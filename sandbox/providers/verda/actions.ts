import { FREE, type Rate } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { type Hall, type Instance, volumeHour } from "./hall";
import { type Action, actionSchema } from "./instance-wire";
import { fail, noCapacity } from "./refusals";
import { releaseVolumes } from "./volumes";

const STOP_MS = 10_000;
const START_MS = 30_000;
const SLEEP_MS = 20_000;
const END_MS = 10_000;
const UNFINISHED = new Set(["new", "ordered", "provisioning", "validating", "pending"]);

interface Result {
  action: string;
  instanceId: string;
  status: string;
  error?: string;
  statusCode?: number;
}

/** PUT /instances: one action on one instance or many, each with a result of its own. */
export function act(hall: Hall, call: TwinCall): Answer {
  const parsed = actionSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "Invalid action");
  const results = parsed.data.id.map((id) => resultOf(hall, call, parsed.data, id));
  const failed = results.find(({ error }) => error !== undefined);
  if (!failed) return json(202, results);
  const isOne = typeof Object(call.body).id === "string";
  return isOne ? fail(failed.statusCode ?? 400, failed.error ?? "") : json(207, results);
}

function resultOf(hall: Hall, call: TwinCall, body: Action, id: string): Result {
  const one = hall.instances.find(id);
  const isOwn = one && !one.gone && one.account === call.caller.account;
  const error = isOwn ? refused(hall, call, body, one) : "Invalid instance id";
  const named = { action: body.action, instanceId: id };
  if (error === undefined) return { ...named, status: "success" };
  return { ...named, status: "error", error, statusCode: 400 };
}

/** Does it, or answers why not. */
function refused(hall: Hall, call: TwinCall, body: Action, one: Instance): string | undefined {
  switch (body.action) {
    case "delete":
    case "discontinue":
      return end(hall, call, body, one);
    case "shutdown":
    case "force_shutdown":
      return only(one, "shutdown", ["running", "error"]) ?? shutDown(hall, one);
    case "start":
    case "boot":
      return only(one, "start", ["offline"]) ?? start(hall, call, one, "pending");
    case "hibernate":
      return only(one, "hibernate", ["offline"]) ?? sleep(hall, one);
    case "restore":
      return only(one, "restore", ["hibernating"]) ?? restore(hall, call, one);
  }
}

function only(one: Instance, verb: string, states: string[]): string | undefined {
  return states.includes(one.state) ? undefined : `Can't ${verb} a ${one.state} instance`;
}

function end(hall: Hall, call: TwinCall, body: Action, one: Instance): string | undefined {
  if (UNFINISHED.has(one.state)) return "Can't discontinue a provisioning instance";
  if (one.state === "discontinued") return "Can't discontinue a discontinued instance";
  if (one.state === "deleting") return undefined;
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? hall.instances.rewrite(one, { zombie: true }) : one;
  releaseVolumes(hall, one, body.volume_ids ?? null);
  const afterMs = END_MS / hall.world.pace;
  const gone = { afterMs, state: "notfound", rate: FREE, ends: true };
  hall.instances.move(marked, "deleting", FREE, [gone]);
  return undefined;
}

const fullRate = ({ wire }: Instance): Rate => ({
  compute: BigInt(wire.hourlyMicros),
  storage: 0n,
});

/** A stopped instance keeps its GPUs, and its price. Asked twice, it stops no later. */
function shutDown(hall: Hall, one: Instance): undefined {
  if (one.plan.some(({ state }) => state === "offline")) return;
  const rate = fullRate(one);
  const afterMs = STOP_MS / hall.world.pace;
  hall.instances.move(one, one.state, rate, [{ afterMs, state: "offline", rate }]);
}

function start(hall: Hall, call: TwinCall, one: Instance, state: string): undefined {
  const rate = fullRate(one);
  const afterMs = call.settings.bootMs ?? START_MS / hall.world.pace;
  hall.instances.move(one, state, rate, [{ afterMs, state: "running", rate }]);
}

/** The GPUs are given back; the OS volume goes on costing money. */
function sleep(hall: Hall, one: Instance): undefined {
  const gb = hall.volumes.get(`${one.account}/${one.wire.osVolumeId}`)?.size ?? 0;
  const rate = { compute: 0n, storage: volumeHour(gb) };
  const afterMs = SLEEP_MS / hall.world.pace;
  const asleep = { afterMs, state: "hibernating", rate };
  hall.instances.move(one, "starting_hibernation", fullRate(one), [asleep]);
}

function restore(hall: Hall, call: TwinCall, one: Instance): string | undefined {
  const left = hall.stockLeft(one.offer, one.region, one.account);
  return left < 1 ? wordsOf(noCapacity()) : start(hall, call, one, "restoring");
}

const wordsOf = (answer: Answer): string => String(Object(answer.json).message);
