import { FREE, rateNow } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { findType } from "./catalog";
import { cloudOf } from "./clouds";
import { create } from "./create";
import type { Hall, Instance } from "./hall";
import { infoView, listView } from "./instance-view";
import { updateSchema } from "./instance-wire";
import { fail, noInstance } from "./refusals";

const END_MS = 8_000;
const RESTART_MS = 20_000;
const DONE: Answer = { status: 200 };

/** Instances of a workspace: list, create, read, update, restart, delete. */
export function instanceRoutes(hall: Hall): TwinRoute[] {
  const on = (run: (one: Instance, call: TwinCall) => Answer) => (call: TwinCall) => {
    const one = hall.instances.find(call.params.id ?? "");
    const isTheirs = one?.account === call.caller.account && !one.gone;
    return one && isTheirs ? run(one, call) : noInstance();
  };
  const post = (verb: string, run: (one: Instance, call: TwinCall) => Answer): TwinRoute => ({
    method: "POST",
    path: `/instances/:id/${verb}`,
    writes: true,
    run: on(run),
  });
  return [
    { method: "GET", path: "/instances", run: (call) => list(hall, call) },
    { method: "POST", path: "/instances/create", writes: true, run: (call) => create(hall, call) },
    {
      method: "GET",
      path: "/instances/:id/info",
      run: on((one, call) => json(200, infoView(hall, one, call))),
    },
    post("update", (one, call) => update(hall, one, call)),
    post("restart", (one, call) => restart(hall, one, call)),
    post("delete", (one, call) => end(hall, one, call)),
  ];
}

/** All that are not deleted, also those that are being deleted; no pages. */
function list(hall: Hall, call: TwinCall): Answer {
  const found = hall.instances
    .all(call.caller.account)
    .filter((one) => !one.gone && one.listedFromMs <= hall.nowMs());
  return json(200, { instances: found.map((one) => listView(hall, one, call)) });
}

function update(hall: Hall, one: Instance, { body }: TwinCall): Answer {
  const parsed = updateSchema.safeParse(body);
  if (!parsed.success) return fail(400, "Invalid request");
  const { name = one.name, tags = one.wire.tags } = parsed.data;
  hall.instances.rewrite(one, { name, wire: { ...one.wire, tags: tags ?? [] } });
  return DONE;
}

/** It stays active throughout, and is not reached for a while; whether it comes back nobody says. */
function restart(hall: Hall, one: Instance, call: TwinCall): Answer {
  if (one.state !== "active") return fail(400, "The instance is not active");
  const isLost = call.twist?.kind === "boot-stuck" || call.twist?.kind === "boot-fails";
  const restartsUntilMs = isLost ? null : hall.nowMs() + RESTART_MS / hall.world.pace;
  const restarting = hall.instances.rewrite(one, { wire: { ...one.wire, restartsUntilMs } });
  hall.instances.move(restarting, "active", rateNow(one.segments));
  return DONE;
}

/** Billing ends with `deleting`. Some clouds end none that is still being made, or only later. */
function end(hall: Hall, one: Instance, call: TwinCall): Answer {
  if (one.state === "deleting") return DONE;
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? hall.instances.rewrite(one, { zombie: true }) : one;
  const { earlyEnd } = cloudOf(findType(one.offer)?.cloud ?? "");
  const isBeingMade = one.state !== "active" && one.plan.length > 0;
  if (isBeingMade && earlyEnd === "refused") {
    return fail(409, "The instance cannot be deleted until it is active");
  }
  if (isBeingMade && earlyEnd === "queued") {
    queueEnd(hall, marked);
    return DONE;
  }
  hall.instances.move(marked, "deleting", FREE, [gone(hall)]);
  return DONE;
}

const gone = (hall: Hall, fromMs = 0) => ({
  afterMs: fromMs + END_MS / hall.world.pace,
  state: "deleted",
  rate: FREE,
  ends: true,
});

/** What is planned goes on; once it is made, it is deleted. */
function queueEnd(hall: Hall, one: Instance): void {
  if (one.plan.some(({ state }) => state === "deleting")) return;
  const steps = one.plan.map((step) => ({
    afterMs: step.atMs - hall.nowMs(),
    state: step.state,
    rate: { compute: BigInt(step.rate.compute), storage: 0n },
  }));
  const madeMs = steps.at(-1)?.afterMs ?? 0;
  const ends = [{ afterMs: madeMs, state: "deleting", rate: FREE }, gone(hall, madeMs)];
  hall.instances.move(one, one.state, rateNow(one.segments), [...steps, ...ends]);
}
