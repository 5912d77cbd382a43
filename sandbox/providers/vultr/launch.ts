import type { Rate } from "../../ledger";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { metal, plans, regions } from "./catalog";
import { creditLeft, type Lot, type Server } from "./lot";
import { metalView, vmView } from "./machine-view";
import { type Create, createSchema } from "./machine-wire";
import { systems } from "./os-routes";
import { fail, refusals } from "./refusals";

export type Kind = "vm" | "metal";
const bootMs: Readonly<Record<Kind, number>> = { vm: 60_000, metal: 300_000 };
const IMAGES = new Set(["docker"]);

/** POST /instances and /bare-metals: billed from the answer on, whatever the machine does. */
export function launch(lot: Lot, call: TwinCall, kind: Kind): Answer {
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "Bad request.");
  const refusal = refuse(lot, call, kind, parsed.data);
  if (refusal) return refusal;
  const server = make(lot, call, kind, parsed.data);
  return kind === "vm"
    ? json(202, { instance: { ...vmView(server, call), default_password: "sandbox-only-once" } })
    : json(202, { bare_metal: metalView(server, call) });
}

function make(lot: Lot, call: TwinCall, kind: Kind, body: Create): Server {
  const { account } = call.caller;
  const id = lot.newId(account);
  const hourly = lot.market.price(body.plan, account);
  const rate = { compute: hourly, storage: 0n };
  const server = lot.servers.create(
    {
      id,
      account,
      name: body.label,
      offer: body.plan,
      region: body.region,
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: lot
        .keysOf(account)
        .filter((key) => body.sshkey_id.includes(key.id))
        .map((key) => key.ssh_key),
      wire: {
        kind,
        hourlyMicros: hourly.toString(),
        ip: lot.world.addresses.next(),
        osId: body.os_id ?? 186,
        appId: body.app_id ?? 0,
        imageId: body.image_id ?? "",
        hostname: body.hostname ?? "vultr",
        sshKeyIds: body.sshkey_id,
        tags: body.tags,
        userScheme: body.user_scheme,
      },
    },
    "pending",
    rate,
    bootPlan(lot, call, kind, rate),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return haunted ? lot.servers.rewrite(server, { zombie: true }) : server;
}

function refuse(lot: Lot, call: TwinCall, kind: Kind, body: Create): Answer | undefined {
  const { account } = call.caller;
  const known: { id: string }[] = kind === "vm" ? plans : metal;
  if (!known.some((plan) => plan.id === body.plan)) return fail(400, "Invalid plan chosen.");
  if (!regions.some((region) => region.id === body.region)) return fail(400, "Invalid location.");
  if (!hasOneSystem(body)) return fail(400, "Invalid OS.");
  const mine = lot.keysOf(account).map((key) => key.id);
  if (body.sshkey_id.some((id) => !mine.includes(id))) return fail(400, "Invalid SSH key.");
  const credit = creditLeft(lot, account);
  if (credit !== null && credit <= 0n) return fail(400, "Your account has insufficient funds.");
  const { quota = account === "quota" ? 0 : null } = call.settings;
  const alive = lot.servers.all(account).filter((one) => !one.gone).length;
  if (quota !== null && alive >= quota) {
    return fail(400, "You have reached the maximum monthly fee limit for this account.");
  }
  return lot.stockLeft(body.plan, body.region, account) < 1 ? refusals.noCapacity() : undefined;
}

/** Exactly one of the things a disk can be filled from. */
function hasOneSystem(body: Create): boolean {
  const given = [body.os_id, body.app_id, body.image_id, body.snapshot_id, body.iso_id].filter(
    (one) => one !== undefined,
  );
  if (given.length !== 1 || body.snapshot_id !== undefined || body.iso_id !== undefined) {
    return false;
  }
  if (body.os_id !== undefined) return systems.some(({ id }) => id === body.os_id);
  return body.image_id === undefined || IMAGES.has(body.image_id);
}

/** From pending to running, or where a fault lets it end. */
function bootPlan(lot: Lot, call: TwinCall, kind: Kind, rate: Rate): Step[] {
  if (call.twist?.kind === "boot-stuck") return [];
  const whole = call.settings.bootMs ?? bootMs[kind] / lot.world.pace;
  const end = call.twist?.kind === "boot-fails" ? "failed" : "running";
  return [
    { afterMs: whole / 3, state: kind === "vm" ? "installing" : "pending", rate },
    { afterMs: whole, state: end, rate },
  ];
}
