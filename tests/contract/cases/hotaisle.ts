import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const machine = "enc1-gpuvm007";
const all = "/teams/ours/virtual_machines/";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey, team: "ours" },
  recording: {
    "GET /teams/ours/virtual_machines/available/": fixture("hotaisle/virtual-machines"),
    "GET /teams/ours/bare_metal/available/": fixture("hotaisle/bare-metal"),
    "GET /user/": fixture("hotaisle/user"),
    "GET /user/ssh_keys/": fixture("hotaisle/ssh-keys"),
    "POST /user/ssh_keys/": fixture("hotaisle/ssh-key-added"),
    "GET /teams/ours/balance/": fixture("hotaisle/balance"),
    [`GET ${all}`]: fixture("hotaisle/vms"),
    [`POST ${all}`]: fixture("hotaisle/vm"),
    [`GET ${all}${machine}/`]: fixture("hotaisle/vm"),
    [`GET ${all}${machine}/state/`]: fixture("hotaisle/state"),
    [`GET ${all}enc1-gpuvm011/state/`]: fixture("hotaisle/state-off"),
    [`POST ${all}${machine}/`]: null,
    [`DELETE ${all}${machine}/`]: null,
  },
  offers: [
    "vm-1xMI300X-13c-224g-12288d 1.99 x1 available",
    "vm-2xMI300X-26c-448g-12288d 3.98 x2 limited",
    "bare-metal-8xMI300X-104c-2048g-12288d 27.12 x8 limited",
  ],
  skipped: 1,
  refusals: [
    { kind: "invalid-key", status: 401, json: "Authentication information is missing" },
    { kind: "missing-right", status: 403, json: "Permission denied" },
    { kind: "rate-limited", status: 429, json: "Too many requests" },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "vm-1xMI300X-13c-224g-12288d",
      gpuCount: 1,
      pricePerHourMicros: 1_990_000n,
      region: "us-michigan-1",
      tier: "vm",
      diskGb: null,
      ports: [],
    },
    launchCall: `POST ${all}`,
    getCall: `GET ${all}${machine}/`,
    listCall: `GET ${all}`,
    hasOwnAddress: false,
    endCall: `DELETE ${all}${machine}/`,
    id: machine,
    gone: { status: 404, json: "Not Found: Resource not found" },
    unknownStatus: {
      ...fixture("hotaisle/vm"),
      ...fixture("hotaisle/state"),
      state: "pmsuspended",
    },
    unknownWord: "pmsuspended",
    launchRefusals: [
      { kind: "quota", status: 401, json: "Maximum VMs already provisioned for this team" },
      { kind: "no-balance", status: 402, json: "Insufficient balance" },
      { kind: "missing-right", status: 403, json: "Forbidden: Permission denied" },
      { kind: "no-capacity", status: 404, json: "No available virtual machine" },
      { kind: "ambiguous", status: 404, json: { message: "no route" } },
      { kind: "invalid-request", status: 422, json: "Unprocessable Entity: Invalid data format" },
      { kind: "rate-limited", status: 429, json: "Too many requests" },
      { kind: "ambiguous", status: 500, json: "Internal Server Error" },
    ],
  },
  priceFields: ["OnDemandPrice"],
  document: { file: "hotaisle.json", closed: "top", prefix: "" },
};
