import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase, rawFixture } from "../provider-cases";

const problem = (status: number, detail: string) => ({ title: "Refused", status, detail });
const gone404 = { status: 404, json: problem(404, "pod not found") };

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /catalog/gpus?include=AVAILABILITY&product=POD&cloud=SECURE":
      fixture("runpod/gpus-secure"),
    "GET /catalog/gpus?include=AVAILABILITY&product=POD&cloud=COMMUNITY":
      fixture("runpod/gpus-community"),
    "GET /billing/pods?podId=7h9k2m4n6p&bucketSize=hour&startTime=2026-06-01T00%3A00%3A00.000Z&endTime=":
      fixture("runpod/billing-pods"),
    "GET /account/ssh-keys": fixture("runpod/ssh-keys"),
    "GET /network-volumes": fixture("runpod/network-volumes"),
    "DELETE /network-volumes/2q9m7x4c": null,
    "GET /pods/7h9k2m4n6p/logs?tail=500": rawFixture("runpod/pod-logs.txt", "text/event-stream"),
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
    hasOwnAddress: false,
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
  priceFields: ["price"],
  document: { file: "runpod-v2.json", closed: "top", prefix: "/v2" },
};
