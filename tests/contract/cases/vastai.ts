import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase, rawFixture } from "../provider-cases";

const refused = (error: string, msg: string) => ({ success: false, error, msg });
const machine = Object(fixture("vastai/machine").instances);

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "POST /v0/bundles/": { offers: [] },
    'POST /v0/bundles/ {"num_gpus":{"eq":1}': fixture("vastai/one-gpu"),
    'POST /v0/bundles/ {"num_gpus":{"eq":8}': fixture("vastai/eight-gpus"),
    'POST /v0/bundles/ {"type":"ondemand"': fixture("vastai/one-gpu"),
    "GET /v1/instances/": fixture("vastai/machines"),
    "GET /v0/instances/30412345/": fixture("vastai/machine"),
    "GET /v0/users/current/": fixture("vastai/user"),
    "GET /v0/ssh/": fixture("vastai/ssh-keys"),
    "PUT /v0/asks/20008357/": fixture("vastai/launched"),
    "PUT /v0/instances/": { success: true },
    "PUT /v0/instances/request_logs/30412345/": {
      success: true,
      result_url: "/base/logs/vast.ai/instance_logs/abc.log",
      msg: "",
    },
    "GET /logs/vast.ai/instance_logs/abc.log": rawFixture("vastai/instance-log.txt", "text/plain"),
    "GET /v0/charges/": fixture("vastai/charges"),
    "GET /v0/volumes/": fixture("vastai/volumes"),
    "DELETE /v0/volumes/": { success: true },
    "DELETE /v0/instances/30412345/": { success: true, msg: "Instance destroyed successfully" },
  },
  offers: [
    "RTX 4090/24gb/x1/US/on-demand 0.1348 x1 available",
    "RTX 4090/24gb/x1/US/spot 0.12 x1 available",
    "RTX 4090/24gb/x1/nowhere/on-demand 0.35 x1 limited",
    "A100 SXM4/80gb/x1/CZ/on-demand 1.1893 x1 limited",
    "A100 SXM4/80gb/x1/CZ/spot 0.4 x1 limited",
    "A100 SXM4/40gb/x1/US/on-demand 0.2681 x1 limited",
    "A100 SXM4/40gb/x1/US/spot 0.2 x1 limited",
    "A100 SXM4/80gb/x8/JP/on-demand 9.9544 x8 limited",
    "A100 SXM4/80gb/x8/JP/spot 5.472 x8 limited",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: refused("auth_error", "Invalid user key") },
    { kind: "invalid-key", status: 404, json: { error: "auth_error", msg: "Invalid user key" } },
    {
      kind: "missing-right",
      status: 401,
      json: refused("auth_error", "This action requires Two Factor Authentication"),
    },
    { kind: "rate-limited", status: 429, json: "API requests too frequent: endpoint threshold=2" },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "RTX 4090/24gb",
      gpuCount: 1,
      region: "US",
      tier: "community",
      pricePerHourMicros: 134_800n,
    },
    launchCall: "PUT /v0/asks/20008357/",
    getCall: "GET /v0/instances/30412345/",
    listCall: "GET /v1/instances/?limit=25",
    hasOwnAddress: false,
    endCall: "DELETE /v0/instances/30412345/",
    id: "30412345",
    nameField: "label",
    statusField: "actual_status",
    gone: { status: 404, json: refused("no_such_instance", "Instance not found") },
    unknownStatus: { instances: { ...machine, actual_status: "hibernating" } },
    launchRefusals: [
      {
        kind: "no-capacity",
        status: 404,
        json: refused("invalid_args", "error 404/3603: no_such_ask Instance type is not available"),
      },
      {
        kind: "no-capacity",
        status: 410,
        json: refused("no_such_ask", "error 410/3907: no_such_ask is no longer available."),
      },
      { kind: "no-capacity", status: 400, json: refused("invalid_price", "bid is too low") },
      {
        kind: "no-capacity",
        status: 200,
        json: refused("no_such_ask", "no_such_ask Instance type is not available"),
      },
      {
        kind: "no-balance",
        status: 400,
        json: refused("insufficient_credit", "Your account lacks credit; see the billing page."),
      },
      { kind: "invalid-request", status: 400, json: refused("invalid_args", "Invalid args") },
      { kind: "invalid-request", status: 200, json: refused("invalid_args", "Invalid args") },
      {
        kind: "missing-right",
        status: 403,
        json: refused("invalid_args", "error 403/3586: Offer is not your own."),
      },
      { kind: "invalid-key", status: 404, json: refused("auth_error", "Invalid user key") },
      { kind: "rate-limited", status: 429, json: "API requests too frequent" },
      { kind: "ambiguous", status: 500, json: refused("internal", "server error") },
      { kind: "ambiguous", status: 404, json: { message: "no route" } },
    ],
  },
  priceFields: ["dph_total", "min_bid"],
  document: { file: "vast.yaml", closed: "top", prefix: "/api" },
};
