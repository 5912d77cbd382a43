import { z } from "zod";
import { seeded } from "../../ids";
import { FREE, type Rate } from "../../ledger";
import type { Step } from "../../machines";
import type { Answer } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { asUuid } from "../uuid";
import { hasPublicAddresses } from "./catalog";
import { inEnvelope, plain } from "./envelope";
import type { Hall, Instance } from "./hall";
import { isImage } from "./recipes";

/** Rentals of an older protocol are refused since September 2026. */
const SINCE = "2026-09-08";
const BOOT_MS = 60_000;
/** For so long reads may not know a new rental yet. */
const UNSETTLED_MS = 3_000;
const SSH_PORT = 22;
const FIRST_PORT = 57_001;
const PORTS = 8_000;

const keys = z.union([
  z.object({ PublicKeys: z.array(z.string()) }),
  z.object({ ByName: z.array(z.string()) }),
  z.object({ ById: z.array(z.string()) }),
]);

const rentSchema = z.object({
  selector: z.object({
    ByInstanceTypeAndLocation: z.object({
      instance_type: z.string(),
      datacenters: z.array(z.string()).nullish(),
    }),
  }),
  config: z.object({
    VirtualMachine: z.object({
      image_url: z.string(),
      cloudinit_url: z.string().nullish(),
      cloudinit_commands: z.string().nullish(),
      ssh_key: keys.nullish(),
      ports: z.array(z.string()).nullish(),
    }),
  }),
  with_public_ip: z.boolean(),
  name: z.string().nullish(),
});

type Wish = z.infer<typeof rentSchema>;

/** POST /instances/rent: takes a node that is free; billed once the machine is ready. */
export function rent(hall: Hall, call: TwinCall): Answer {
  return inEnvelope(call, rentSchema, (wish) => rentOne(hall, call, wish), SINCE);
}

function rentOne(hall: Hall, call: TwinCall, wish: Wish) {
  const { account } = call.caller;
  const { instance_type: variant, datacenters } = wish.selector.ByInstanceTypeAndLocation;
  const known = (datacenters ?? [undefined]).filter((place) => hall.market.has(variant, place));
  if (known.length === 0) return { refused: plain(400, `Instance ${variant} not found`) };
  const { image_url, ssh_key } = wish.config.VirtualMachine;
  if (!isImage(image_url)) return { refused: plain(400, "Image not accessible") };
  const isKnownKey = !ssh_key || "PublicKeys" in ssh_key;
  if (!isKnownKey) return { refused: plain(400, "SSH key unknown") };
  const alive = hall.ofAccount(account).filter((one) => !one.gone).length;
  if (alive >= hall.most(account)) return { refused: plain(400, "Instance limit reached") };
  const price = hall.market.price(variant, account);
  if (hall.balance(account) < price) return { refused: plain(400, "Insufficient balance") };
  const places = (datacenters ?? placesOf(hall, variant)).filter(
    (place) => hall.stockLeft(variant, place, account) > 0,
  );
  const [datacenter] = places;
  if (datacenter === undefined) return { refused: plain(400, "No node is available") };
  const copies = call.caller.trouble === "twice" ? 2 : 1;
  const made = Array.from({ length: copies }, () =>
    assign(hall, call, wish, { variant, datacenter, price }),
  );
  return { instance_ids: made.map(({ id }) => id) };
}

function placesOf(hall: Hall, variant: string): string[] {
  const listing = hall.market.listings().find(({ id }) => id === variant);
  return Object.keys(listing?.stock ?? {});
}

interface Place {
  variant: string;
  datacenter: string;
  price: bigint;
}

function assign(hall: Hall, call: TwinCall, wish: Wish, place: Place): Instance {
  const { account } = call.caller;
  const id = asUuid(hall.mint.next(account, "hex"));
  const draw = (words: string, below: number) => seeded(hall.world.seed, `${id} ${words}`, below);
  const { ssh_key, ports } = wish.config.VirtualMachine;
  const authorizedKeys = ssh_key && "PublicKeys" in ssh_key ? ssh_key.PublicKeys : [];
  const isShared = !(wish.with_public_ip && hasPublicAddresses(place.datacenter));
  const inner = isShared ? [SSH_PORT, ...(ports ?? []).map(Number)] : [];
  const firstPort = FIRST_PORT + draw("port", PORTS);
  const made = hall.instances.create(
    {
      id,
      account,
      name: wish.name ?? "",
      offer: place.variant,
      region: place.datacenter,
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys,
      wire: {
        address: hall.world.addresses.next(),
        vmid: 100 + draw("vmid", 900),
        nodeId: asUuid(`${id}${id}`.replaceAll("-", "").slice(7, 39)),
        mappings: inner.map((port, at): [number, number] => [port, firstPort + at]),
        settledAtMs: hall.nowMs() + UNSETTLED_MS / hall.world.pace,
        seems: draw("seems", 2) === 0 ? "missing" : "Inactive",
        sshKeyAuth: authorizedKeys.length > 0,
      },
    },
    "Initializing",
    FREE,
    bootPlan(hall, call, { compute: place.price, storage: 0n }),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return haunted ? hall.instances.rewrite(made, { zombie: true }) : made;
}

/** It is active some time before it is ready; the bill begins only then. */
function bootPlan(hall: Hall, call: TwinCall, rate: Rate): Step[] {
  if (call.twist?.kind === "boot-stuck") return [];
  const bootMs = call.settings.bootMs ?? BOOT_MS / hall.world.pace;
  if (call.twist?.kind === "boot-fails") {
    return [{ afterMs: bootMs / 2, state: "Failed", rate: FREE }];
  }
  return [
    { afterMs: bootMs / 2, state: "Booting", rate: FREE },
    { afterMs: bootMs, state: "Running", rate },
  ];
}
