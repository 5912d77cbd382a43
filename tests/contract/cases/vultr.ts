import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const id = "14b3e7d6-ffb5-4994-8502-57fcd9db3b33";
const volumeId = "6bd6ad9e-5d7f-4f2b-9d6f-5b0d0f7a5a3e";
const says = (error: string, status: number) => ({ error, status });
const vm = fixture("vultr/instance").instance;

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /plans?type=all&per_page=500": fixture("vultr/plans-1"),
    "GET /plans?type=all&per_page=500&cursor=bmV4dA%3D%3D": fixture("vultr/plans-2"),
    "GET /plans-metal?per_page=500": fixture("vultr/plans-metal"),
    "GET /account": fixture("vultr/account"),
    "GET /ssh-keys?per_page=500": fixture("vultr/ssh-keys"),
    "POST /ssh-keys": fixture("vultr/ssh-key-added"),
    "POST /instances": fixture("vultr/launched"),
    "GET /instances?per_page=500": fixture("vultr/instances-1"),
    "GET /instances?per_page=500&cursor=bmV4dA%3D%3D": fixture("vultr/instances-2"),
    "GET /bare-metals?per_page=500": fixture("vultr/bare-metals"),
    [`GET /instances/${id}`]: fixture("vultr/instance"),
    [`POST /instances/${id}/halt`]: null,
    [`POST /instances/${id}/start`]: null,
    [`POST /instances/${id}/reboot`]: null,
    [`DELETE /instances/${id}`]: null,
    "GET /blocks?per_page=500": fixture("vultr/blocks"),
    [`GET /blocks/${volumeId}`]: fixture("vultr/block"),
    [`POST /blocks/${volumeId}/attach`]: null,
    [`POST /blocks/${volumeId}/detach`]: null,
    [`DELETE /blocks/${volumeId}`]: null,
  },
  offers: [
    "vcg-a100-12c-120g-80vram/on-demand/ewr 2.397 x1 available",
    "vcg-a100-1c-6g-4vram/on-demand/ewr 0.123 x1* available",
    "vcg-l40s-32c-375g-96vram/on-demand/ord 3.1192 x2 available",
    "vcg-l40s-32c-375g-96vram/on-demand/ams 3.1192 x2 available",
    "vcg-l40s-128c-1500g-384vram/on-demand/sold-out 12.4768 x8 unavailable",
    "vbm-256c-2048gb-8-mi300x-gpu/on-demand/ord 17.52 x8 available",
    "vbm-256c-2048gb-8-mi300x-gpu/spot/ord 14.72 x8 unavailable",
    "vbm-72c-480gb-gh200-gpu/on-demand/atl 1.99 x1 available",
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: says("Invalid API token.", 401) },
    { kind: "missing-right", status: 401, json: says("Unauthorized IP address: 192.0.2.9", 401) },
    { kind: "missing-right", status: 403, json: says("Forbidden", 403) },
    { kind: "rate-limited", status: 429, json: says("Too many requests", 429) },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "vcg-a100-12c-120g-80vram",
      gpuCount: 1,
      region: "ewr",
      tier: null,
    },
    launchCall: "POST /instances",
    getCall: `GET /instances/${id}`,
    listCall: "GET /instances?per_page=500",
    hasOwnAddress: true,
    endCall: `DELETE /instances/${id}`,
    id,
    nameField: "label",
    gone: { status: 404, json: says("Invalid instance.", 404) },
    unknownStatus: { instance: { ...Object(vm), status: "hibernating" } },
    launchRefusals: [
      {
        kind: "no-capacity",
        status: 400,
        json: says("This plan is not available in the selected region.", 400),
      },
      {
        kind: "quota",
        status: 400,
        json: says("You have reached the maximum monthly fee limit for this account.", 400),
      },
      {
        kind: "no-balance",
        status: 400,
        json: says("Your account has insufficient funds.", 400),
      },
      { kind: "invalid-request", status: 400, json: says("Invalid plan chosen.", 400) },
      { kind: "invalid-key", status: 401, json: says("Invalid API token.", 401) },
      { kind: "missing-right", status: 403, json: says("Forbidden", 403) },
      { kind: "rate-limited", status: 429, json: says("Too many requests", 429) },
      { kind: "ambiguous", status: 500, json: says("Internal server error.", 500) },
      { kind: "ambiguous", status: 503, json: says("Service unavailable.", 503) },
    ],
  },
  priceFields: ["hourly_cost", "hourly_cost_preemptible"],
  document: {
    file: "vultr.json",
    closed: "top",
    prefix: "",
    statuses: { "POST /ssh-keys": 201, "POST /instances": 202 },
  },
};
