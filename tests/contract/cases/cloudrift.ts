import { secretKey, spec } from "../launch-spec";
import { emptyAnswer, fixture, type ProviderCase } from "../provider-cases";

const id = "70bb964a-77b0-11f1-bc41-ab4db0e59660";
const version = "2026-09-08";
const byId = `POST /instances/list {"version":"${version}","data":{"selector":{"ById"`;

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "POST /instance-types/list": fixture("cloudrift/instance-types"),
    "POST /recipes/list": fixture("cloudrift/recipes"),
    "POST /auth/me": fixture("cloudrift/me"),
    "POST /account/info": fixture("cloudrift/account"),
    "POST /instances/rent": fixture("cloudrift/rented"),
    "POST /instances/list": fixture("cloudrift/instances"),
    [byId]: fixture("cloudrift/instance"),
    "POST /instances/stop": emptyAnswer,
    "POST /instances/start": emptyAnswer,
    "POST /instances/reset": emptyAnswer,
    "POST /instances/terminate": fixture("cloudrift/terminated"),
  },
  offers: [
    "rtx49-10c-nr.1/us-east-nc-nr-1 0.35 x1 available",
    "rtx49-10c-nr.1/ap-east-tw-kn-1 0.35 x1 unavailable",
    "rtx49-10c-nr.2/us-east-nc-nr-1 0.705 x2 limited",
    "rtxpro6000-4c-lo.mig1/eu-west-uk-lo-1 0.55 x1* available",
  ],
  skipped: 0,
  refusals: [
    { kind: "invalid-key", status: 401, json: "Not authorized" },
    { kind: "missing-right", status: 403, json: "Forbidden" },
    { kind: "rate-limited", status: 429, json: {} },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "rtx49-10c-nr.1",
      gpuCount: 1,
      region: "us-east-nc-nr-1",
      tier: null,
      diskGb: null,
      ports: [],
    },
    launchCall: "POST /instances/rent",
    getCall: "POST /instances/list",
    listCall: "POST /instances/list",
    hasOwnAddress: false,
    // An end of nothing is looked into before it is believed.
    endCall: "POST /instances/",
    id,
    nameField: "data.name",
    gone: { json: { version, data: { instances: [], terminated: [] } } },
    unknownStatus: renamed("Hibernating"),
    launchRefusals: [
      { kind: "no-capacity", status: 400, json: "No node is available" },
      { kind: "no-capacity", status: 400, json: "Instance rtx49-10c-nr.1 not found" },
      { kind: "no-balance", status: 400, json: "Insufficient balance" },
      { kind: "quota", status: 400, json: "Instance limit reached" },
      { kind: "invalid-request", status: 400, json: "unsupported version" },
      { kind: "invalid-key", status: 401, json: "Not authorized" },
      { kind: "missing-right", status: 403, json: "Forbidden" },
      { kind: "ambiguous", status: 404, json: { message: "no route" } },
      { kind: "rate-limited", status: 429, json: "Too many requests" },
      { kind: "ambiguous", status: 500, json: "Internal server error" },
      { kind: "ambiguous", status: 200, json: { version, data: { instance_ids: [] } } },
      { kind: "ambiguous", status: 201, json: { version, data: { instance_ids: [id, "other"] } } },
    ],
  },
  priceFields: ["cost_per_hour"],
  document: { file: "cloudrift.json", closed: "top", prefix: "/api/v1" },
};

function renamed(status: string): unknown {
  const text = JSON.stringify(fixture("cloudrift/instance"));
  return JSON.parse(text.replace('"Active"', `"${status}"`));
}
