import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const first = "11111111-1111-4111-8111-111111111111";
const second = "22222222-2222-4222-8222-222222222222";
const machine = "6d1f0c2a-7b0e-4f6c-9d55-0b1c2d3e4f50";
const one = `/instances/${machine}`;

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /locations": fixture("tensordock/locations"),
    "GET /instances": fixture("tensordock/instances"),
    "POST /instances": fixture("tensordock/made"),
    [`GET ${one}`]: fixture("tensordock/instance"),
    [`POST ${one}/start`]: fixture("tensordock/started"),
    [`POST ${one}/stop`]: fixture("tensordock/stopping"),
    [`DELETE ${one}`]: fixture("tensordock/deleted"),
  },
  offers: [
    `${first}/geforcertx4090-pcie-24gb 0.463 x1 available`,
    `${first}/rtxa100-pcie-80gb 1.593 x1 limited`,
    `${first}/l4-pcie-24gb 0.393 x1 unavailable`,
    `${second}/geforcertx4090-pcie-24gb 0.493 x1 available`,
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: { error: "Invalid token" } },
    { kind: "invalid-key", status: 403, json: { error: "Unauthorized" } },
    { kind: "missing-right", status: 403, json: { error: "Forbidden" } },
    { kind: "rate-limited", status: 429, json: { error: "Too many requests" } },
    { kind: "rate-limited", status: 200, json: { error: "Too many requests", status: 429 } },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "geforcertx4090-pcie-24gb",
      gpuCount: 2,
      region: "Chubbuck, United States",
      tier: "tier 1",
      diskGb: null,
      ports: [],
      pricePerHourMicros: 926_000n,
    },
    launchCall: "POST /instances",
    getCall: `GET ${one}`,
    listCall: "GET /instances",
    hasOwnAddress: false,
    endCall: `DELETE ${one}`,
    id: machine,
    nameField: "data.attributes.name",
    gone: { status: 404, json: { error: "Instance not found", status: 404 } },
    unknownStatus: {
      data: { id: machine, name: "ch-test-1", status: "hibernating" },
    },
    launchRefusals: [
      {
        kind: "no-capacity",
        status: 200,
        json: { error: "No available nodes found", status: 400 },
      },
      { kind: "no-capacity", status: 400, json: { error: "No available nodes found" } },
      { kind: "no-balance", status: 200, json: { error: "Your balance is too low", status: 400 } },
      {
        kind: "invalid-request",
        status: 400,
        json: [{ code: "too_small", message: "Too small", path: ["data", "attributes"] }],
      },
      {
        kind: "invalid-request",
        status: 200,
        json: [{ code: "invalid_type", message: "Required", path: [] }],
      },
      {
        kind: "invalid-request",
        status: 400,
        json: { errors: [{ status: "400", title: "Bad Request", detail: "storage_gb" }] },
      },
      { kind: "invalid-key", status: 401, json: { error: "Invalid token" } },
      { kind: "rate-limited", status: 429, json: { error: "Too many requests" } },
      { kind: "ambiguous", status: 200, json: { error: "Internal server error", status: 500 } },
      { kind: "ambiguous", status: 200, json: { error: "of no status" } },
      { kind: "ambiguous", status: 502, json: { error: "Bad gateway" } },
    ],
  },
  document: {
    file: "tensordock.unofficial.yaml",
    closed: "top",
    prefix: "/api/v2",
    statuses: { "POST /instances": 201 },
  },
  priceFields: ["price_per_hr", "per_vcpu_hr", "per_gb_ram_hr", "per_gb_storage_hr"],
};
