import { eurosInDollars } from "../../ecb/rates";
import { seeded } from "../../ids";
import type { Rate } from "../../ledger";
import type { Step } from "../../machines";
import { microsToNumber, usdToMicros } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { DISK_USD_PER_GB_HOUR, IMAGES, type Item, items, listingId } from "./catalog";
import { diskOf, isAt } from "./disk-place";
import type { Exchange } from "./exchange";
import { toPod } from "./pod-view";
import { type Create, createSchema, type SshKey } from "./pod-wire";
import { fail, noCapacity, wrong } from "./refusals";

const BOOT_MS = 90_000;

interface Order {
  body: Create["pod"];
  disks: string[];
  item: Item;
  /** Per hour and in dollars, with what a larger disk adds. */
  micros: bigint;
  sshKey: SshKey;
}

/** POST /pods/: one row of the list, taken at the clouds behind. */
export function launch(exchange: Exchange, call: TwinCall): Answer {
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return wrong(422, issue?.path.join(".") ?? "body", issue?.message ?? "Invalid request");
  }
  const item = findAsked(parsed.data);
  if (!item) return fail(400, "No configuration matches the request");
  const { pod: body, disks } = parsed.data;
  const { account } = call.caller;
  const sshKey = exchange
    .keysOf(account)
    .find((key) => (body.sshKeyId == null ? key.isPrimary : key.id === body.sshKeyId));
  if (!sshKey) return fail(400, "SSH key not found");
  const order = {
    body,
    disks: disks ?? [],
    item,
    sshKey,
    micros: dollarsOf(exchange, account, item, body),
  };
  return refuse(exchange, account, order) ?? made(exchange, call, order);
}

function findAsked({ pod, provider }: Create): Item | undefined {
  return items.find(
    (item) =>
      item.provider === provider.type &&
      item.cloudId === pod.cloudId &&
      item.gpuType === pod.gpuType &&
      item.socket === pod.socket &&
      item.gpuCount === pod.gpuCount &&
      (pod.dataCenterId == null || item.dataCenter === pod.dataCenterId) &&
      (pod.country == null || item.country === pod.country) &&
      (pod.security == null || item.security === pod.security),
  );
}

/** The listed price holds the usual disk; one in euros is charged in dollars. */
function dollarsOf(exchange: Exchange, account: string, item: Item, body: Create["pod"]): bigint {
  const { market, world } = exchange;
  const listed = market.price(listingId(item), account);
  const extraGb = Math.max(0, (body.diskSize ?? item.diskGb) - item.diskGb);
  const dollars = item.currency === "EUR" ? eurosInDollars(world.rates, listed) : listed;
  return dollars + usdToMicros(extraGb * DISK_USD_PER_GB_HOUR);
}

function refuse(exchange: Exchange, account: string, order: Order): Answer | undefined {
  const { body, item, micros } = order;
  if (!IMAGES.includes(body.image)) return wrong(422, "pod.image", "Image is not available");
  if (body.diskSize != null && body.diskSize < item.diskGb) {
    return wrong(422, "pod.diskSize", `Disk size must be at least ${item.diskGb}GB`);
  }
  if (order.disks.some((id) => !isAt(item, diskOf(exchange, account, id)))) {
    return fail(400, "Disk is not in the location of the pod");
  }
  const listed = exchange.market.price(listingId(item), account);
  if (body.maxPrice != null && microsToNumber(listed) > body.maxPrice) {
    return fail(400, "The price is higher than the maximum price");
  }
  const alive = exchange.pods.all(account).filter((pod) => !pod.gone).length;
  if (alive >= exchange.most(account)) return fail(400, "Maximum number of pods reached");
  const ahead = BigInt(Math.ceil(item.prepaidTime ?? 1));
  if (exchange.balance(account) < micros * ahead) {
    return wrong(402, "wallet", "Insufficient funds");
  }
  const left = exchange.stockLeft(listingId(item), item.country, account);
  return left < 1 ? noCapacity() : undefined;
}

function made(exchange: Exchange, call: TwinCall, order: Order): Answer {
  const { body, disks, item, micros, sshKey } = order;
  const { account } = call.caller;
  const id = exchange.newPodId(account);
  const isContainer = item.provider === "runpod";
  const rate = { compute: micros, storage: 0n };
  const starting = isContainer ? rate : { compute: 0n, storage: 0n };
  const pod = exchange.pods.create(
    {
      id,
      account,
      name: body.name ?? "pod",
      offer: listingId(item),
      region: item.country,
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: [sshKey.publicKey],
      wire: {
        listing: listingId(item),
        ip: exchange.world.addresses.next(),
        sshPort: isContainer ? 20_000 + seeded(exchange.world.seed, `${id} port`, 20_000) : 22,
        hourlyMicros: micros.toString(),
        provisioningMicros: isContainer ? null : "0",
        image: body.image,
        diskGb: body.diskSize ?? item.diskGb,
        vcpus: body.vcpus ?? item.vcpus,
        ramGb: body.memory ?? item.ramGb,
        prepaidHours: item.prepaidTime,
        autoRestart: body.autoRestart ?? false,
        disks,
      },
    },
    "PROVISIONING",
    starting,
    bootPlan(exchange, call, { starting, rate }),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const shown = haunted ? exchange.pods.rewrite(pod, { zombie: true }) : pod;
  return json(200, toPod(call, shown));
}

/** From provisioning over installing to active, or where a fault lets it end. */
function bootPlan(
  { world }: Exchange,
  call: TwinCall,
  { starting, rate }: { starting: Rate; rate: Rate },
): Step[] {
  const bootMs = call.settings.bootMs ?? BOOT_MS / world.pace;
  const pending = { afterMs: bootMs / 4, state: "PENDING", rate: starting };
  if (call.twist?.kind === "boot-stuck") return [pending];
  const last = call.twist?.kind === "boot-fails" ? "INSTALL_FAILED" : "ACTIVE";
  return [
    pending,
    { afterMs: bootMs / 2, state: "INSTALLING", rate },
    { afterMs: bootMs, state: last, rate },
  ];
}
