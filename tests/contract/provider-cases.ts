import { readFileSync } from "node:fs";
import type { Credentials, LaunchSpec } from "@/lib/providers/contract";
import type { ProviderErrorKind } from "@/lib/providers/errors";
import type { Asked, Recorded } from "./recorded-server";

/** What one provider is known to answer, and what the adapter should make of it. */
export interface ProviderCase {
  readonly credentials: Credentials;
  /** Canned answers by `METHOD /path`; the longest key that the request begins with is used. */
  readonly recording: Readonly<Record<string, unknown>>;
  /** `key price x count`, one line an offer; `*` marks a slice. */
  readonly offers: readonly string[];
  readonly skipped: number;
  /** How the provider refuses: a status and body for each kind it can say. */
  readonly refusals: readonly { kind: ProviderErrorKind; status: number; json: unknown }[];
  readonly machines?: MachineCase;
}

export interface MachineCase {
  readonly spec: LaunchSpec;
  /** Requests that buy, read one, list, and end a machine. */
  readonly launchCall: string;
  readonly getCall: string;
  readonly listCall: string;
  readonly endCall: string;
  readonly id: string;
  readonly gone: Recorded;
  /** The same `get` answer with a status word of the future. */
  readonly unknownStatus: unknown;
  readonly launchRefusals: readonly { kind: ProviderErrorKind; status: number; json: unknown }[];
}

/** Reads a recorded answer of a provider. */
export function fixture(path: string): Record<string, unknown> {
  const url = new URL(`../fixtures/providers/${path}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

/** Finds the canned answer for a request. */
export function recordedFor(recording: ProviderCase["recording"], asked: Asked): Recorded {
  const request = `${asked.method} ${asked.path}`;
  const [best] = Object.keys(recording)
    .filter((key) => request.startsWith(key))
    .sort((a, b) => b.length - a.length);
  if (best === undefined) return { status: 500, json: { unexpected: request } };
  const json = recording[best];
  return json === null ? { status: 204 } : { json };
}

const key = "test-key-0123456789-never-shown";
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home";
const spec: LaunchSpec = {
  name: "ch-test-1",
  instanceType: "NVIDIA GeForce RTX 4090",
  gpuCount: 2,
  region: "US-KS-2",
  tier: "secure",
  image: null,
  diskGb: 50,
  ports: [22, 8888],
  sshPublicKey: publicKey,
};
const problem = (status: number, detail: string) => ({ title: "Refused", status, detail });
const coded = (code: string) => ({ error: { code, message: "refused" } });
const gone404 = { status: 404, json: problem(404, "pod not found") };

const runpod: ProviderCase = {
  credentials: { apiKey: key },
  recording: {
    "GET /catalog/gpus?include=AVAILABILITY&product=POD&cloud=SECURE":
      fixture("runpod/gpus-secure"),
    "GET /catalog/gpus?include=AVAILABILITY&product=POD&cloud=COMMUNITY":
      fixture("runpod/gpus-community"),
    "GET /pods": fixture("runpod/pods"),
    "GET /pods/7h9k2m4n6p": fixture("runpod/pod"),
    "POST /pods": fixture("runpod/pod-created"),
    "POST /pods/7h9k2m4n6p/action": fixture("runpod/pod"),
    "DELETE /pods/7h9k2m4n6p": null,
  },
  offers: [
    "secure/NVIDIA GeForce RTX 4090/US-KS-2 0.44 x1 available",
    "secure/NVIDIA GeForce RTX 4090/EU-RO-1 0.44 x1 unavailable",
    "secure/NVIDIA H100 80GB HBM3/US-KS-2 3.29 x1 limited",
    "secure/NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb/EU-RO-1 0.59 x1* available",
    "secure/NVIDIA L4/any 0.49 x1 unavailable",
    "community/NVIDIA GeForce RTX 4090/any 0.31 x1 available",
    "community/NVIDIA H100 80GB HBM3/any 2.69 x1 unavailable",
    "community/NVIDIA RTX A2000/any 0.12 x1 available",
  ],
  skipped: 0,
  refusals: [
    { kind: "invalid-key", status: 401, json: problem(401, "invalid bearer token") },
    { kind: "missing-right", status: 403, json: problem(403, "access denied") },
    { kind: "rate-limited", status: 429, json: problem(429, "rate limit exceeded") },
  ],
  machines: {
    spec,
    launchCall: "POST /pods",
    getCall: "GET /pods/7h9k2m4n6p",
    listCall: "GET /pods",
    endCall: "DELETE /pods/7h9k2m4n6p",
    id: "7h9k2m4n6p",
    gone: gone404,
    unknownStatus: { ...fixture("runpod/pod"), status: "HIBERNATING" },
    launchRefusals: [
      {
        kind: "no-capacity",
        status: 400,
        json: problem(
          400,
          "There are no longer any instances available with the requested specifications",
        ),
      },
      {
        kind: "no-capacity",
        status: 400,
        json: problem(400, "There are not enough free GPUs on the host machine to start this pod."),
      },
      { kind: "invalid-request", status: 400, json: problem(400, "gpu type not found") },
      { kind: "quota", status: 400, json: problem(400, "spend limit of $80/h reached") },
      { kind: "no-balance", status: 402, json: problem(402, "account balance is too low") },
      { kind: "missing-right", status: 403, json: problem(403, "access denied") },
      { kind: "conflict", status: 409, json: problem(409, "wrong state") },
      { kind: "invalid-request", status: 422, json: problem(422, "Request validation failed.") },
      { kind: "rate-limited", status: 429, json: problem(429, "slow down") },
      { kind: "ambiguous", status: 500, json: problem(500, "upstream request failed") },
      { kind: "ambiguous", status: 503, json: problem(503, "upstream request failed") },
    ],
  },
};

const lambdaInstance = fixture("lambda/instance").data;

const lambda: ProviderCase = {
  credentials: { apiKey: key },
  recording: {
    "GET /instance-types": fixture("lambda/instance-types"),
    "GET /instances": fixture("lambda/instances"),
    "GET /instances/0920582c7ff041399e34823a0be62549": fixture("lambda/instance"),
    "GET /ssh-keys": fixture("lambda/ssh-keys"),
    "POST /ssh-keys": fixture("lambda/ssh-key-added"),
    "POST /instance-operations/launch": fixture("lambda/launched"),
    "POST /instance-operations/restart": fixture("lambda/restarted"),
    "POST /instance-operations/terminate": fixture("lambda/terminated"),
  },
  offers: [
    "gpu_8x_h100_sxm5/us-west-1 31.92 x8 available",
    "gpu_8x_h100_sxm5/us-south-1 31.92 x8 available",
    "gpu_1x_a10/us-west-1 1.29 x1 available",
    "gpu_1x_gh200/sold-out 2.29 x1 unavailable",
    "gpu_1x_new/us-east-1 5 x1 available",
  ],
  skipped: 0,
  refusals: [
    { kind: "invalid-key", status: 401, json: coded("global/invalid-api-key") },
    { kind: "missing-right", status: 403, json: coded("global/account-inactive") },
    { kind: "rate-limited", status: 429, json: coded("global/too-many-requests") },
  ],
  machines: {
    spec: { ...spec, instanceType: "gpu_1x_a10", gpuCount: 1, region: "us-west-1", tier: null },
    launchCall: "POST /instance-operations/launch",
    getCall: "GET /instances/0920582c7ff041399e34823a0be62549",
    listCall: "GET /instances",
    endCall: "POST /instance-operations/terminate",
    id: "0920582c7ff041399e34823a0be62549",
    gone: { status: 404, json: coded("global/object-does-not-exist") },
    unknownStatus: { data: { ...Object(lambdaInstance), status: "hibernating" } },
    launchRefusals: [
      {
        kind: "no-capacity",
        status: 400,
        json: coded("instance-operations/launch/insufficient-capacity"),
      },
      {
        kind: "invalid-request",
        status: 400,
        json: coded("instance-operations/launch/file-system-in-wrong-region"),
      },
      { kind: "quota", status: 400, json: coded("global/quota-exceeded") },
      { kind: "invalid-request", status: 400, json: coded("global/invalid-parameters") },
      { kind: "missing-right", status: 403, json: coded("global/invalid-address") },
      { kind: "not-found", status: 404, json: coded("global/object-does-not-exist") },
      { kind: "conflict", status: 409, json: coded("global/conflict") },
      { kind: "ambiguous", status: 429, json: coded("global/too-many-requests") },
      { kind: "ambiguous", status: 500, json: coded("global/internal-error") },
    ],
  },
};

const vultr: ProviderCase = {
  credentials: {},
  recording: {
    "GET /plans?type=all&per_page=500": fixture("vultr/plans-1"),
    "GET /plans?type=all&per_page=500&cursor=bmV4dA%3D%3D": fixture("vultr/plans-2"),
    "GET /plans-metal?per_page=500": fixture("vultr/plans-metal"),
  },
  offers: [
    "vcg-a100-12c-120g-80vram/on-demand/ewr 2.397 x1 available",
    "vcg-a100-1c-6g-4vram/on-demand/ewr 0.123 x1* available",
    "vcg-l40s-32c-375g-96vram/on-demand/ord 3.1192 x2 available",
    "vcg-l40s-32c-375g-96vram/on-demand/ams 3.1192 x2 available",
    "vcg-l40s-128c-1500g-384vram/on-demand/sold-out 12.4768 x8 unavailable",
    "vbm-256c-2048gb-8-mi300x-gpu/on-demand/ord 17.52 x8 available",
    "vbm-256c-2048gb-8-mi300x-gpu/spot/ord 14.72 x8 unknown",
    "vbm-72c-480gb-gh200-gpu/on-demand/atl 1.99 x1 available",
  ],
  skipped: 2,
  refusals: [{ kind: "rate-limited", status: 429, json: { error: "Too many requests" } }],
};

const cloudrift: ProviderCase = {
  credentials: {},
  recording: { "POST /instance-types/list": fixture("cloudrift/instance-types") },
  offers: [
    "rtx49-10c-nr.1/us-east-nc-nr-1 0.35 x1 available",
    "rtx49-10c-nr.1/ap-east-tw-kn-1 0.35 x1 unavailable",
    "rtx49-10c-nr.2/us-east-nc-nr-1 0.705 x2 limited",
    "rtxpro6000-4c-lo.mig1/eu-west-uk-lo-1 0.55 x1* available",
  ],
  skipped: 0,
  refusals: [{ kind: "rate-limited", status: 429, json: {} }],
};

/** Every provider of the registry must have a case. */
export const providerCases: Readonly<Record<string, ProviderCase>> = {
  runpod,
  lambda,
  vultr,
  cloudrift,
};
