import { seeded } from "../../ids";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { begin } from "./actions";
import { findSize } from "./catalog";
import { dropletView } from "./droplet-view";
import { type Create, createSchema } from "./droplet-wire";
import { findImage } from "./images";
import { noCapacity, refuse } from "./refusals";
import { regionSlugs } from "./regions";
import { type Droplet, rateOf, type Yard } from "./yard";

const BOOT_MS = 45_000;
const STUCK_MS = 30 * 60_000;

/** POST /droplets: billed from the answer on, until it is destroyed. */
export function createDroplet(yard: Yard, call: TwinCall): Answer {
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) return refuse(wordFor(parsed.error.issues[0]?.path[0]));
  const refusal = refusalOf(yard, call, parsed.data);
  if (refusal) return refusal;
  const droplet = make(yard, call, parsed.data);
  const takesMs = droplet.plan[0] ? droplet.plan[0].atMs - yard.nowMs() : STUCK_MS;
  const { id } = begin(yard, {
    account: droplet.account,
    type: "create",
    resourceId: Number(droplet.id),
    resourceType: "droplet",
    region: droplet.region,
    end: droplet.plan[0]?.state === "active" ? "completed" : "errored",
    takesMs,
  });
  const href = `https://api.digitalocean.com/v2/actions/${id}`;
  const links = { actions: [{ id, rel: "create", href }] };
  return json(202, { droplet: dropletView(yard, droplet, call), links });
}

function wordFor(field: unknown): string {
  if (field === "name")
    return "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)";
  return `You specified an invalid ${String(field ?? "request")} for Droplet creation.`;
}

function refusalOf(yard: Yard, call: TwinCall, body: Create): Answer | undefined {
  const { account } = call.caller;
  const size = findSize(body.size);
  const region = body.region ?? "";
  if (!size) return refuse("You specified an invalid size for Droplet creation.");
  if (!regionSlugs.includes(region)) {
    return refuse("You specified an invalid region for Droplet creation.");
  }
  if (!findImage(body.image)) return refuse("You specified an invalid image for Droplet creation.");
  const known = yard.keysOf(account).flatMap(namesOf);
  const stranger = body.ssh_keys.find((key) => !known.includes(key));
  if (stranger !== undefined) {
    return refuse(`${stranger} are invalid key identifiers for Droplet creation.`);
  }
  const free = (id: string) => {
    const volume = yard.volumes.find(id);
    const isOwn = volume?.account === account && !volume.gone && volume.region === region;
    return isOwn && volume.wire.dropletId === null;
  };
  if (!body.volumes.every(free)) return refuse("You specified an invalid volume.");
  if (account === "poor") return refuse("Please add a payment method to create Droplets.");
  return overLimit(yard, call) ?? (hasRoom(yard, body, account) ? undefined : noCapacity());
}

/** What a create may call a key of the account. */
const namesOf = ({ id, fingerprint }: { id: number; fingerprint: string }) => [
  id,
  String(id),
  fingerprint,
];

function overLimit(yard: Yard, { caller, settings }: TwinCall): Answer | undefined {
  const { quota = caller.account === "quota" ? 0 : null } = settings;
  const alive = yard.droplets.all(caller.account).filter((one) => !one.gone).length;
  if (quota === null || alive < quota) return undefined;
  return refuse("creating this/these droplet(s) will exceed your droplet limit");
}

function hasRoom(yard: Yard, body: Create, account: string): boolean {
  const size = findSize(body.size);
  const region = body.region ?? "";
  return size?.available === true && yard.stockLeft(body.size, region, account) > 0;
}

function make(yard: Yard, call: TwinCall, body: Create): Droplet {
  const { account } = call.caller;
  const id = String(yard.newId(account));
  const hourly = yard.market.price(body.size, account);
  const rate = { compute: hourly, storage: 0n };
  const last = (what: string) => 2 + seeded(yard.world.seed, `${id} ${what}`, 250);
  const droplet = yard.droplets.create(
    {
      id,
      account,
      name: body.name,
      offer: body.size,
      region: body.region ?? "",
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: yard
        .keysOf(account)
        .filter((key) => namesOf(key).some((name) => body.ssh_keys.includes(name)))
        .map((key) => key.public_key),
      wire: {
        hourlyMicros: hourly.toString(),
        image: findImage(body.image)?.slug ?? "",
        publicIp: yard.world.addresses.next(),
        privateIp: `10.128.0.${last("private")}`,
        sshKeyIds: [],
        tags: body.tags ?? [],
      },
    },
    "new",
    rate,
    bootPlan(yard, call, hourly),
  );
  for (const volumeId of body.volumes) {
    const volume = yard.volumes.find(volumeId);
    if (!volume) continue;
    yard.volumes.rewrite(volume, { wire: { ...volume.wire, dropletId: Number(id) } });
  }
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return haunted ? yard.droplets.rewrite(droplet, { zombie: true }) : droplet;
}

/** From new to active, or where a fault lets it end: as a Droplet that is off, or new for ever. */
function bootPlan(yard: Yard, call: TwinCall, hourly: bigint): Step[] {
  if (call.twist?.kind === "boot-stuck") return [];
  const afterMs = call.settings.bootMs ?? BOOT_MS / yard.world.pace;
  const state = call.twist?.kind === "boot-fails" ? "off" : "active";
  return [{ afterMs, state, rate: { compute: hourly, storage: 0n } }];
}

/** A change of a Droplet that takes its time while the bill goes on. */
export function later(yard: Yard, droplet: Droplet, afterMs: number, state: string): void {
  const rate = rateOf(droplet);
  yard.droplets.move(droplet, droplet.state, rate, [{ afterMs, state, rate }]);
}
