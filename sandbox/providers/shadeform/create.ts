import { FREE, type Rate } from "../../ledger";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { asUuid } from "../uuid";
import { findType, type InstanceType, listingId, systemsOf } from "./catalog";
import type { Hall } from "./hall";
import { type Create, createSchema } from "./instance-wire";
import { fail, noCapacity } from "./refusals";
import { allKeys, managedKeyId } from "./ssh-key-routes";
import { toCents } from "./type-routes";

const BOOT_MS = 40_000;
const MOST_INSTANCES = 50;

/** POST /instances/create: answered at once with an id; made, and billed, when it is active. */
export function create(hall: Hall, call: TwinCall): Answer {
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) {
    return fail(400, `Invalid ${parsed.error.issues[0]?.path.join(".") || "request"}`);
  }
  const body = parsed.data;
  const type = findType(`${body.cloud}/${body.shade_instance_type}`);
  if (!type) return fail(400, "Invalid shade_instance_type for this cloud");
  return refuse(hall, call, body, type) ?? make(hall, call, body, type);
}

function refuse(hall: Hall, call: TwinCall, body: Create, type: InstanceType): Answer | undefined {
  const { account } = call.caller;
  const listing = listingId(type);
  if (!hall.market.has(listing, body.region)) return fail(400, "Invalid region for this cloud");
  if (!body.shade_cloud) return fail(400, "No cloud account is linked");
  if (body.os !== undefined && !systemsOf(type).includes(body.os)) {
    return fail(400, "Invalid os for this instance type");
  }
  const { ssh_key_id: keyId } = body;
  if (keyId !== undefined && !allKeys(hall, account).some(({ id }) => id === keyId)) {
    return fail(400, "Invalid ssh_key_id");
  }
  const { quota = account === "full" ? 0 : MOST_INSTANCES } = call.settings;
  const alive = hall.instances.all(account).filter((one) => !one.gone).length;
  if (quota !== null && alive >= quota) {
    return fail(403, "The workspace has the maximum number of instances");
  }
  const wallet = hall.wallet(account);
  if (wallet !== null && wallet < hall.market.price(listing, account)) {
    return fail(403, "Insufficient funds in the wallet");
  }
  return hall.stockLeft(listing, body.region, account) < 1 ? noCapacity() : undefined;
}

function make(hall: Hall, call: TwinCall, body: Create, type: InstanceType): Answer {
  const { account } = call.caller;
  const id = hall.newId(account);
  const price = hall.market.price(listingId(type), account);
  const chosen = hall.keysOf(account).find((key) => key.is_default)?.id ?? managedKeyId(account);
  const sshKeyId = body.ssh_key_id ?? chosen;
  const key = hall.sshKeys.get(`${account}/${sshKeyId}`);
  const instance = hall.instances.create(
    {
      id,
      account,
      name: body.name,
      offer: listingId(type),
      region: body.region,
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: key ? [key.public_key] : [],
      wire: {
        os: body.os ?? systemsOf(type)[0] ?? "",
        sshKeyId,
        cloudId: asUuid(Buffer.from(id).toString("hex")),
        ip: hall.addressFor(account),
        priceCents: toCents(price),
        launchConfiguration: body.launch_configuration ?? null,
        tags: body.tags,
        envs: body.envs,
        restartsUntilMs: 0,
      },
    },
    "creating",
    FREE,
    bootPlan(hall, call, { compute: price, storage: 0n }),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  if (haunted) hall.instances.rewrite(instance, { zombie: true });
  return json(200, { id });
}

/** From creating to active, or where a fault lets it end; only then it costs. */
function bootPlan(hall: Hall, call: TwinCall, rate: Rate): Step[] {
  const bootMs = call.settings.bootMs ?? BOOT_MS / hall.world.pace;
  const early = [
    { afterMs: bootMs / 4, state: "pending_provider", rate: FREE },
    { afterMs: bootMs / 2, state: "pending", rate: FREE },
  ];
  if (call.twist?.kind === "boot-stuck") return early;
  if (call.twist?.kind === "boot-fails") {
    return [...early, { afterMs: bootMs, state: "error", rate: FREE }];
  }
  return [...early, { afterMs: bootMs, state: "active", rate }];
}
