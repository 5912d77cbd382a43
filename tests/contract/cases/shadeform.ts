import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const id = "d290f1ee-6c54-4b01-90e6-d701748f0851";
const says = (message: string) => ({ message });

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /instances/types": fixture("shadeform/instance-types"),
    "GET /instances": fixture("shadeform/instances"),
    [`GET /instances/${id}/info`]: fixture("shadeform/instance"),
    "POST /instances/create": fixture("shadeform/launched"),
    [`POST /instances/${id}/restart`]: null,
    [`POST /instances/${id}/delete`]: null,
    "GET /sshkeys": fixture("shadeform/ssh-keys"),
    "POST /sshkeys/add": fixture("shadeform/ssh-key-added"),
  },
  offers: [
    "hyperstack/A6000/us-central-1 2.1 x1 available",
    "hyperstack/A6000/canada-1 2.1 x1 unavailable",
    "lambdalabs/H100_sxm5x8/us-south-1 31.92 x8 available",
    "crusoe/A100_80G_sxm4x8/us-east1-a 18.4 x8 available",
    "excesssupply/B300_sxm6x8/nowhere 36 x8 unavailable",
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: says("Invalid API key") },
    { kind: "missing-right", status: 403, json: says("Forbidden") },
    { kind: "rate-limited", status: 429, json: says("Too many requests") },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "hyperstack/A6000",
      gpuCount: 1,
      region: "us-central-1",
      tier: "vm",
      pricePerHourMicros: 2_100_000n,
    },
    launchCall: "POST /instances/create",
    getCall: `GET /instances/${id}/info`,
    listCall: "GET /instances",
    hasOwnAddress: false,
    endCall: `POST /instances/${id}/delete`,
    endMayBeEmpty: true,
    id,
    gone: { status: 404, json: says("Instance not found") },
    unknownStatus: {
      ...fixture("shadeform/instance"),
      status: "hibernating",
      status_details: null,
    },
    launchRefusals: [
      { kind: "no-capacity", status: 400, json: says("not available in this region") },
      { kind: "quota", status: 403, json: says("maximum number of instances") },
      { kind: "no-balance", status: 403, json: says("Insufficient funds") },
      { kind: "invalid-request", status: 400, json: says("Invalid os") },
      { kind: "invalid-key", status: 401, json: says("Invalid API key") },
      { kind: "missing-right", status: 403, json: says("Forbidden") },
      { kind: "ambiguous", status: 404, json: says("no route") },
      { kind: "conflict", status: 409, json: says("Conflict") },
      { kind: "rate-limited", status: 429, json: says("Too many requests") },
      { kind: "ambiguous", status: 500, json: says("Internal server error") },
    ],
  },
  priceFields: ["hourly_price"],
  document: {
    file: "shadeform.yaml",
    closed: "top",
    prefix: "",
    statuses: {
      [`POST /instances/${id}/restart`]: 200,
      [`POST /instances/${id}/delete`]: 200,
    },
  },
};
