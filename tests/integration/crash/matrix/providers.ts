import { microsFromDecimal } from "@/lib/money";
import type { bases } from "../../sandbox/wire";

/** A call at a provider that a fault can be put upon. */
export interface CallMatch {
  readonly method: string;
  readonly path: string;
}

export type CallName = "launch" | "terminate" | "stop" | "start" | "restart";

/** What the crash tests must know of a provider to rent there; one row makes it part of them. */
export interface RentedProvider {
  readonly id: keyof typeof bases;
  readonly offer: {
    readonly instanceType: string;
    readonly region: string | null;
    readonly tier: string | null;
    readonly perHour: string;
  };
  /** What its launch form needs beside the offer. */
  readonly form: Readonly<Record<string, unknown>>;
  readonly calls: Readonly<Partial<Record<CallName, CallMatch>>>;
  /** The answers that accept an act, for acts that are done only later. */
  readonly accepted: Readonly<
    Partial<Record<CallName, { readonly status: number; readonly body?: unknown }>>
  >;
}

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rentedProviders: readonly RentedProvider[] = [
  {
    id: "runpod",
    offer: {
      instanceType: "NVIDIA H100 80GB HBM3",
      region: "US-WA-1",
      tier: "secure",
      perHour: "3.29",
    },
    form: { ports: [22] },
    calls: {
      launch: { method: "POST", path: "^/pods$" },
      terminate: { method: "DELETE", path: "^/pods/" },
      stop: { method: "POST", path: "/action$" },
      start: { method: "POST", path: "/action$" },
      restart: { method: "POST", path: "/action$" },
    },
    accepted: { stop: { status: 200, body: { id: "accepted" } }, terminate: { status: 204 } },
  },
  {
    id: "lambda",
    offer: {
      instanceType: "gpu_1x_h100_pcie",
      region: "us-midwest-1",
      tier: null,
      perHour: "3.29",
    },
    form: { sshPublicKeys: [sshPublicKey] },
    calls: {
      launch: { method: "POST", path: "/launch$" },
      terminate: { method: "POST", path: "/terminate$" },
      restart: { method: "POST", path: "/restart$" },
    },
    accepted: { terminate: { status: 200, body: { data: { terminated_instances: [] } } } },
  },
];

/** The facts of an offer row. */
export function offerFacts({ id, offer }: RentedProvider) {
  return {
    providerId: id,
    instanceType: offer.instanceType,
    gpuCount: 1,
    maxGpuCount: 1,
    region: offer.region,
    tier: offer.tier,
    pricePerHourMicros: microsFromDecimal(offer.perHour) ?? 0n,
  };
}
