import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const one = "/core/virtual-machines/4711";
const says = (message: string, reason = "bad_request") => ({
  status: false,
  message,
  error_reason: reason,
});

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /core/flavors": fixture("hyperstack/flavors"),
    "GET /core/flavors?region=CANADA-1": fixture("hyperstack/flavors-canada"),
    "GET /pricebook": fixture("hyperstack/pricebook"),
    "GET /core/stocks": fixture("hyperstack/stocks"),
    "GET /auth/me": fixture("hyperstack/user"),
    "GET /billing/user-credit/credit": fixture("hyperstack/credit"),
    "GET /core/images?region=CANADA-1": fixture("hyperstack/images"),
    "GET /core/environments?page=1": fixture("hyperstack/environments"),
    "GET /core/keypairs?page=1": fixture("hyperstack/keypairs"),
    "POST /core/keypairs": fixture("hyperstack/keypair-added"),
    "GET /core/virtual-machines?page=1": fixture("hyperstack/vms"),
    "POST /core/virtual-machines": fixture("hyperstack/launched"),
    [`GET ${one}`]: fixture("hyperstack/vm"),
    [`GET ${one}/`]: fixture("hyperstack/done"),
    [`DELETE ${one}`]: fixture("hyperstack/done"),
  },
  offers: [
    "n3-H100x1/CANADA-1 1.90672 x1 available",
    "n3-H100x8/CANADA-1 15.20672 x8 limited",
    "n3-RTX-A6000x1/NORWAY-1 0.50672 x1 unavailable",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: says("Unauthorized", "unauthorized") },
    { kind: "missing-right", status: 403, json: says("Forbidden", "forbidden") },
    { kind: "rate-limited", status: 429, json: says("Too many requests") },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "n3-H100x1",
      gpuCount: 1,
      region: "CANADA-1",
      tier: null,
      diskGb: null,
      pricePerHourMicros: 1_906_720n,
    },
    launchCall: "POST /core/virtual-machines",
    getCall: `GET ${one}`,
    listCall: "GET /core/virtual-machines?page=1&pageSize=100",
    hasOwnAddress: true,
    endCall: `DELETE ${one}`,
    id: "4711",
    gone: { status: 404, json: says("The virtual machine does not exist.", "not_found") },
    unknownStatus: {
      status: true,
      message: "",
      instance: { ...Object(fixture("hyperstack/vm").instance), status: "RESCUED" },
    },
    unknownWord: "rescued",
    launchRefusals: [
      {
        kind: "no-balance",
        status: 400,
        json: says("Insufficient balance to create the resource"),
      },
      { kind: "no-capacity", status: 400, json: says("Not enough stock of this flavor") },
      { kind: "quota", status: 400, json: says("The quota of virtual machines is reached") },
      { kind: "invalid-request", status: 400, json: says("Invalid flavor_name.") },
      { kind: "invalid-key", status: 401, json: says("Unauthorized", "unauthorized") },
      { kind: "missing-right", status: 403, json: says("Forbidden", "forbidden") },
      { kind: "not-found", status: 404, json: says("Image does not exist.", "not_found") },
      { kind: "ambiguous", status: 404, json: { message: "no route" } },
      { kind: "ambiguous", status: 409, json: says("The name already exists.", "already_exist") },
      { kind: "rate-limited", status: 429, json: says("Too many requests") },
      { kind: "ambiguous", status: 500, json: { message: "Internal Server Error" } },
      { kind: "ambiguous", status: 503, json: says("Insufficient balance, or not") },
    ],
  },
  priceFields: ["value", "original_value"],
  document: { file: "hyperstack.yaml", closed: "top", prefix: "" },
};
