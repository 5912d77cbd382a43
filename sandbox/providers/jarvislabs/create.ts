import { seeded } from "../../ids";
import type { Rate } from "../../ledger";
import type { Step } from "../../machines";
import { usdToMicros } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { HOSTS, listingId, type Pool, pools, TEMPLATES } from "./catalog";
import { leftOf } from "./catalog-routes";
import { type Box, fullRate, type Hall, isMute } from "./hall";
import { type Create, createSchema } from "./machine-wire";
import { fail, mutter, no, noCapacity, noMisspelt, unprocessable } from "./refusals";

const BOOT_MS = 45_000;
const LEAST_VM_GB = 100;
const ONE_GPU_REGION = "europe-01";

/** POST /templates/{template}/create at the host of the region: billed from the answer on. */
export function create(hall: Hall, call: TwinCall, host: string): Answer {
  const { template = "" } = call.params;
  if (template !== "vm" && !TEMPLATES.includes(template)) return fail(404, "Template not found");
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) return unprocessable(parsed.error);
  const body = parsed.data;
  if (HOSTS[body.region] !== host) return fail(400, "Region is not served by this host");
  const { account } = call.caller;
  const most = hall.most(account);
  if (hall.boxes.all(account).filter((one) => !one.gone).length >= most) {
    return noMisspelt(`You have reached the limit of ${most} instances`);
  }
  const wanted = { ...body, template, account };
  const found = take(hall, wanted);
  return "status" in found ? found : answerWith(call, made(hall, call, wanted, found));
}

interface Wanted extends Omit<Create, "name" | "fs_id"> {
  readonly template: string;
  readonly account: string;
}

/** The pool that has what is wanted, or why none does. */
export function take(hall: Hall, wanted: Wanted): Pool | Answer {
  const { account, template, gpu_type: gpu, region, num_gpus: count, is_spot: isSpot } = wanted;
  const kind = template === "vm" ? "vm" : "container";
  if (kind === "vm" && isSpot) return fail(400, "Spot is only supported for containers");
  if (kind === "vm" && wanted.hdd < LEAST_VM_GB) return fail(400, "VMs need 100 GB or more");
  if (kind === "vm" && hall.keysOf(account).length === 0) return no("Add an SSH key first");
  const pool = pools.find(
    (one) => one.gpuType === gpu && one.region === region && one.workloadType === kind,
  );
  if (!pool) return fail(400, `${gpu} is not sold there`);
  const most = region === ONE_GPU_REGION ? 1 : Number(pool.numGpus ?? 1);
  if (count > most) return fail(400, `At most ${most} GPUs per instance`);
  if (isSpot && pool.spotUsdPerHour === null) return fail(400, `${gpu} is not sold on spot`);
  const balance = hall.balance(account);
  if (balance !== null && balance < perHour(hall, wanted, pool)) {
    return json(403, { message: "Insufficient balance. Please add funds" });
  }
  const { free, effective } = leftOf(hall, account, pool);
  return count > (isSpot ? free : effective) ? noCapacity(gpu) : pool;
}

/** What the GPUs of a machine cost an hour, in micro-dollars. */
export function perHour(hall: Hall, wanted: Wanted, pool: Pool): bigint {
  const spot = wanted.is_spot ? usdToMicros(pool.spotUsdPerHour ?? 0) : null;
  const each = spot ?? hall.market.price(listingId(pool), wanted.account);
  return each * BigInt(wanted.num_gpus);
}

function made(hall: Hall, call: TwinCall, wanted: Wanted & { name: string }, pool: Pool): Box {
  const { account } = wanted;
  const id = hall.newId(account);
  const wire = {
    template: wanted.template,
    gpuType: wanted.gpu_type,
    diskGb: wanted.hdd,
    isSpot: wanted.is_spot,
    ...newPlace(hall, id),
    hourlyMicros: perHour(hall, wanted, pool).toString(),
  };
  const rate = fullRate({ wire });
  const box = hall.boxes.create(
    {
      id,
      account,
      name: wanted.name,
      offer: listingId(pool),
      region: wanted.region,
      units: wanted.num_gpus,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: hall.keysOf(account).map((key) => key.ssh_key),
      wire,
    },
    "Creating",
    rate,
    bootPlan(hall, call, rate),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return haunted ? hall.boxes.rewrite(box, { zombie: true }) : box;
}

/** Where a machine is reached this time. */
export function newPlace(hall: Hall, id: string) {
  const port = 11_000 + seeded(hall.world.seed, `${id} port`, 900);
  return { ip: hall.world.addresses.next(), port };
}

/** From creating or resuming to running, or where a fault lets it end. */
export function bootPlan(hall: Hall, call: TwinCall, rate: Rate): Step[] {
  if (call.twist?.kind === "boot-stuck") return [];
  const afterMs = call.settings.bootMs ?? BOOT_MS / hall.world.pace;
  return [{ afterMs, state: call.twist?.kind === "boot-fails" ? "Failed" : "Running", rate }];
}

/** The id it has from now on, unless the account is one that is told nothing. */
export function answerWith({ caller }: TwinCall, box: Box): Answer {
  return isMute(caller.account) ? mutter() : json(200, { machine_id: Number(box.id) });
}
