import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const coded = (code: string) => ({ error: { code, message: "refused" } });
const lambdaInstance = fixture("lambda/instance").data;

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /instance-types": fixture("lambda/instance-types"),
    "GET /instances": fixture("lambda/instances"),
    "GET /instances/0920582c7ff041399e34823a0be62549": fixture("lambda/instance"),
    "GET /file-systems": fixture("lambda/file-systems"),
    "DELETE /filesystems/398578a2336b49079e74043f0bd2cfe8": fixture("lambda/file-system-deleted"),
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
    hasOwnAddress: true,
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
  priceFields: ["price_cents_per_hour"],
  document: { file: "lambda.json", closed: "top", prefix: "/api/v1" },
};
