import { FREE, type Rate, rateNow } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import type { Hall } from "./hall";
import { type Instance, toInstance } from "./instance-view";
import { firstViolation, instanceIdsSchema, renameSchema } from "./instance-wire";
import { bootPlan, launch } from "./launch";
import { conflict, invalid, noInstance } from "./refusals";

const END_MS = 5_000;

/** Instances of an account: list, read, rename, launch, restart, terminate. */
export function instanceRoutes(hall: Hall): TwinRoute[] {
  return [
    { method: "GET", path: "/instances", run: (call) => list(hall, call) },
    {
      method: "GET",
      path: "/instances/:id",
      run: (call) => withInstance(hall, call, (one) => json(200, { data: toInstance(one) })),
    },
    {
      method: "POST",
      path: "/instances/:id",
      writes: true,
      run: (call) => withInstance(hall, call, (one) => rename(hall, call, one)),
    },
    {
      method: "POST",
      path: "/instance-operations/launch",
      writes: true,
      run: (call) => launch(hall, call),
    },
    {
      method: "POST",
      path: "/instance-operations/restart",
      writes: true,
      run: (call) => withInstances(hall, call, (found) => restart(hall, call, found)),
    },
    {
      method: "POST",
      path: "/instance-operations/terminate",
      writes: true,
      run: (call) => withInstances(hall, call, (found) => terminate(hall, call, found)),
    },
  ];
}

function list(hall: Hall, call: TwinCall): Answer {
  const now = hall.nowMs();
  const found = hall.instances
    .all(call.caller.account)
    .filter((one) => !one.gone && one.listedFromMs <= now);
  return json(200, { data: call.query.has("cluster_id") ? [] : found.map(toInstance) });
}

function own(hall: Hall, call: TwinCall, id: string): Instance | undefined {
  const one = hall.instances.find(id);
  return one && !one.gone && one.account === call.caller.account ? one : undefined;
}

function withInstance(hall: Hall, call: TwinCall, run: (one: Instance) => Answer): Answer {
  const one = own(hall, call, call.params.id ?? "");
  return one ? run(one) : noInstance();
}

function withInstances(hall: Hall, call: TwinCall, run: (found: Instance[]) => Answer): Answer {
  const parsed = instanceIdsSchema.safeParse(call.body);
  if (!parsed.success) return invalid(firstViolation(parsed.error));
  const ids = [...new Set(parsed.data.instance_ids)];
  const found = ids.flatMap((id) => own(hall, call, id) ?? []);
  return found.length === ids.length ? run(found) : noInstance();
}

function rename(hall: Hall, call: TwinCall, one: Instance): Answer {
  const parsed = renameSchema.safeParse(call.body);
  if (!parsed.success) return invalid(firstViolation(parsed.error));
  const { name } = parsed.data;
  if (name === undefined) return json(200, { data: toInstance(one) });
  const wire = { ...one.wire, named: true };
  return json(200, { data: toInstance(hall.instances.rewrite(one, { name, wire })) });
}

/** A restarted instance goes back to booting and stays billed. */
function restart(hall: Hall, call: TwinCall, found: Instance[]): Answer {
  if (found.some((one) => one.state !== "active" && one.state !== "unhealthy")) return conflict();
  const restarted = found.map((one) => {
    const rate = rateNow(one.segments);
    return hall.instances.move(one, "booting", rate, bootPlan(hall, call, rate));
  });
  return json(200, { data: { restarted_instances: restarted.map(toInstance) } });
}

/** Billing ends with the call; the instance is listed as terminating until it is gone. */
function terminate(hall: Hall, call: TwinCall, found: Instance[]): Answer {
  const ended = found.map((one) => {
    if (one.state === "terminating") return one;
    const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
    const marked = haunted ? hall.instances.rewrite(one, { zombie: true }) : one;
    return hall.instances.move(marked, "terminating", FREE, leave(hall, "terminated"));
  });
  return json(200, { data: { terminated_instances: ended.map(toInstance) } });
}

/** The step after which an instance is off the lists. */
export function leave(
  hall: Hall,
  state: string,
  afterMs = END_MS / hall.world.pace,
  rate: Rate = FREE,
) {
  return [{ afterMs, state, rate, ends: true }];
}
