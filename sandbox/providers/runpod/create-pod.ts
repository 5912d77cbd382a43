import { seeded } from "../../ids";
import type { Rate } from "../../ledger";
import type { Step } from "../../machines";
import { divideHalfEven } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { dataCenters, findGpu, type Gpu, isOffered, listingId, maxCount } from "./catalog";
import { viewPod } from "./pod-view";
import { type CreatePod, createPodSchema, type PodConfig, violations } from "./pod-wire";
import { badRequest, invalid, noBalance, noCapacity, notFound } from "./problems";
import { findVolume } from "./volume-routes";
import type { Yard } from "./yard";

const BOOT_MS = 8_000;
const HOURS_PER_MONTH = 730n;
const STORAGE_RUNNING_MICROS = 100_000n;
const STORAGE_STOPPED_MICROS = 200_000n;
const DEFAULT_DISK_GB = 20;

/** POST /pods: checks, places and creates; billing starts here. */
export function createPod(yard: Yard, call: TwinCall): Answer {
  const parsed = createPodSchema.safeParse(call.body);
  if (!parsed.success) return invalid(violations(parsed.error));
  const body = parsed.data;
  const refusal = brokenRule(yard, call.caller.account, body);
  if (refusal) return refusal;
  const gpu = body.gpu && findGpu(body.gpu.id);
  if (!gpu || !body.gpu) return badRequest("gpu type not found");
  const { account } = call.caller;
  const hourly = yard.market.price(listingId(gpu.id, body.cloud), account) * BigInt(body.gpu.count);
  const balance = yard.balance(account);
  if (balance !== null && balance < hourly) return noBalance();
  const place = choosePlace(yard, gpu, body, account);
  if (!place) return noCapacity();

  const id = yard.mint.next(account, "pod");
  const pod = yard.pods.create(
    {
      id,
      account,
      name: body.name,
      offer: listingId(gpu.id, body.cloud),
      region: place,
      units: body.gpu.count,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: keysOn(yard, body, account),
      wire: configOf(yard, body, { id, account, hourly, gpu }),
    },
    "PROVISIONING",
    runningRate(hourly, body.mounts),
    bootPlan(yard, call, hourly, body.mounts),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return json(201, viewPod(yard, haunted ? yard.pods.rewrite(pod, { zombie: true }) : pod));
}

/** The account's keys, and those that images take from `PUBLIC_KEY`. */
function keysOn(yard: Yard, body: CreatePod, account: string): string[] {
  if (!body.startSsh) return [];
  const given = (body.env?.PUBLIC_KEY ?? "").split("\n").filter((line) => line !== "");
  return [...(yard.sshKeys.get(account) ?? []), ...given];
}

function brokenRule(yard: Yard, account: string, body: CreatePod): Answer | undefined {
  if (body.gpu && body.cpu) return badRequest("exactly one of gpu or cpu must be set");
  if (!body.gpu && !body.cpu) return badRequest("exactly one of gpu or cpu must be set");
  if (body.templateId !== undefined) return notFound("template not found");
  if (body.mounts?.persistent && body.mounts.network) {
    return badRequest("mounts.persistent and mounts.network are mutually exclusive");
  }
  const misplaced = brokenMount(yard, account, body);
  if (misplaced) return misplaced;
  if (body.cpu) return noCapacity();
  if (body.gpu?.allowedCudaVersions?.length && body.gpu.minCudaVersion !== undefined) {
    return badRequest("allowedCudaVersions and minCudaVersion are mutually exclusive");
  }
  const unknown = body.dataCenterIds.find((id) => !dataCenters.some((place) => place.id === id));
  if (unknown !== undefined) return badRequest(`data center not found: ${unknown}`);
  const gpu = body.gpu && findGpu(body.gpu.id);
  if (!gpu || !body.gpu) return badRequest("gpu type not found");
  if (!isOffered(gpu, body.cloud)) return noCapacity();
  if (body.gpu.count > maxCount(gpu, body.cloud)) {
    return badRequest(`gpu.count exceeds the maximum of ${maxCount(gpu, body.cloud)}`);
  }
  return undefined;
}

/** A network volume is used in its own data center, on secure machines. */
function brokenMount(yard: Yard, account: string, body: CreatePod): Answer | undefined {
  const [mount] = body.mounts?.network ?? [];
  if (!mount) return undefined;
  const volume = findVolume(yard, account, mount.volumeId);
  if (!volume) return notFound("network volume not found");
  if (body.cloud !== "SECURE") return badRequest("network volumes need the secure cloud");
  const wanted = body.dataCenterIds;
  if (wanted.length === 0 || wanted.includes(volume.region)) return undefined;
  return badRequest(`network volume is in ${volume.region}`);
}

function choosePlace(yard: Yard, gpu: Gpu, body: CreatePod, account: string): string | undefined {
  const listing = listingId(gpu.id, body.cloud);
  const [mount] = body.mounts?.network ?? [];
  const volume = mount && findVolume(yard, account, mount.volumeId);
  const chosen = volume ? [volume.region] : body.dataCenterIds;
  const wanted = chosen.length > 0 ? chosen : gpu.dataCenters.map((dc) => dc.id);
  return wanted.find(
    (place) =>
      gpu.dataCenters.some((dc) => dc.id === place) &&
      yard.stockLeft(listing, place, account) >= (body.gpu?.count ?? 1),
  );
}

function configOf(
  yard: Yard,
  body: CreatePod,
  made: { id: string; account: string; hourly: bigint; gpu: Gpu },
): PodConfig {
  const draw = (words: string, below: number) =>
    seeded(yard.world.seed, `${made.id} ${words}`, below);
  const hidden = body.cloud === "COMMUNITY" && draw("public address", 2) === 0;
  return {
    image: body.image ?? "",
    args: body.args ?? "",
    disk: body.disk ?? DEFAULT_DISK_GB,
    ports: body.ports ?? [],
    env: body.env ?? {},
    registry: body.registry ?? null,
    mounts: body.mounts ?? {},
    gpu: { id: made.gpu.id, count: body.gpu?.count ?? 1 },
    cloud: body.cloud,
    hourlyMicros: made.hourly.toString(),
    locked: false,
    sshKeys: body.startSsh ? (yard.sshKeys.get(made.account) ?? []) : [],
    publicIp: hidden ? null : yard.world.addresses.next(),
    cudaVersion: made.gpu.id.startsWith("AMD") ? null : "12.8",
  };
}

/** The rate while a pod holds its GPUs: the GPUs, and its own volume at $0.10 per GB-month. */
export function runningRate(hourly: bigint, mounts: PodConfig["mounts"] | undefined): Rate {
  return { compute: hourly, storage: storageHour(mounts, STORAGE_RUNNING_MICROS) };
}

/** The rate of a stopped pod: container disk free, its own volume at $0.20 per GB-month. */
export function stoppedRate(mounts: PodConfig["mounts"]): Rate {
  return { compute: 0n, storage: storageHour(mounts, STORAGE_STOPPED_MICROS) };
}

function storageHour(mounts: PodConfig["mounts"] | undefined, gbMonth: bigint): bigint {
  return divideHalfEven(BigInt(mounts?.persistent?.size ?? 0) * gbMonth, HOURS_PER_MONTH);
}

/** From PROVISIONING over STARTING to RUNNING, or where a fault lets it end. */
export function bootPlan(
  yard: Yard,
  call: TwinCall,
  hourly: bigint,
  mounts: PodConfig["mounts"] | undefined,
): Step[] {
  const bootMs = call.settings.bootMs ?? BOOT_MS / yard.world.pace;
  const rate = runningRate(hourly, mounts);
  const starting = { afterMs: bootMs / 2, state: "STARTING", rate };
  if (call.twist?.kind === "boot-stuck") return [starting];
  const last = call.twist?.kind === "boot-fails" ? "ERROR" : "RUNNING";
  return [starting, { afterMs: bootMs, state: last, rate }];
}
