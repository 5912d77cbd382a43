import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const id = "0b3f6a52-8c1d-4a7e-9f2b-5d6c7e8f9a01";
const said = (detail: string) => ({ detail });

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /availability/gpus?page=1&page_size=100": fixture("primeintellect/gpus-1"),
    "GET /availability/gpus?page=2&page_size=100": fixture("primeintellect/gpus-2"),
    "GET /availability/gpu-summary": fixture("primeintellect/gpu-summary"),
    "GET /user/whoami": fixture("primeintellect/whoami"),
    "GET /billing/wallet": fixture("primeintellect/wallet"),
    "GET /ssh_keys/": fixture("primeintellect/ssh-keys"),
    "POST /ssh_keys/": fixture("primeintellect/ssh-key-added"),
    "GET /pods/": fixture("primeintellect/pods"),
    "POST /pods/": fixture("primeintellect/pod-made"),
    "GET /pods/history": fixture("primeintellect/history"),
    "GET /disks/": fixture("primeintellect/disks"),
    "DELETE /disks/": fixture("primeintellect/pod-ended"),
    [`GET /pods/${id}`]: fixture("primeintellect/pod"),
    [`DELETE /pods/${id}`]: fixture("primeintellect/pod-ended"),
  },
  offers: [
    "runpod/NVIDIA A100 80GB PCIe/US-KS-2/A100_80GB/PCIe/x1/secure_cloud/on-demand 1.6568 x1 limited",
    "lambdalabs/gpu_8x_h100_sxm5/us-east-1/H100_80GB/SXM5/x8/secure_cloud/on-demand 23.92 x8 available",
    "datacrunch/1H100.80S.30V/FIN-02/H100_80GB/SXM5/x1/secure_cloud/spot 1.09 x1 available",
    "runpod/NVIDIA GeForce RTX 4090/CA/RTX4090_24GB/PCIe/x1/community_cloud/on-demand 0.34 x1 available",
    "scaleway/GP1-H100/fr-par-2/H100_80GB/PCIe/x1/secure_cloud/on-demand 2.52 x1 unavailable",
    "primeintellect/h200-prime/united_states/H200_141GB/SXM5/x8/secure_cloud/reserved 25.12 x8 available",
  ],
  skipped: 1,
  refusals: [
    { kind: "invalid-key", status: 401, json: { detail: "Unauthorized" } },
    { kind: "missing-right", status: 403, json: { detail: "Missing scope" } },
    { kind: "rate-limited", status: 429, json: { detail: "Too many requests" } },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "runpod/NVIDIA A100 80GB PCIe",
      gpuCount: 1,
      region: "US-KS-2, US",
      tier: "secure_cloud",
      diskGb: null,
      ports: [],
      pricePerHourMicros: 1_656_800n,
    },
    launchCall: "POST /pods/",
    getCall: `GET /pods/${id}`,
    listCall: "GET /pods/?offset=0&limit=100",
    hasOwnAddress: false,
    endCall: `DELETE /pods/${id}`,
    nameField: "pod.name",
    id,
    gone: { status: 404, json: said("Pod not found") },
    unknownStatus: { ...fixture("primeintellect/pod"), status: "HIBERNATING" },
    launchRefusals: [
      { kind: "no-capacity", status: 400, json: said("This GPU is no longer available") },
      { kind: "invalid-request", status: 400, json: said("The price is above the maximum") },
      { kind: "quota", status: 400, json: said("Maximum number of pods reached") },
      {
        kind: "no-balance",
        status: 402,
        json: { errors: [{ param: "wallet", details: "Payment required" }] },
      },
      { kind: "missing-right", status: 403, json: said("Missing scope") },
      { kind: "ambiguous", status: 404, json: { message: "no route" } },
      {
        kind: "invalid-request",
        status: 422,
        json: { errors: [{ param: "pod.image", details: "Input should be a known image" }] },
      },
      {
        kind: "invalid-request",
        status: 422,
        json: { detail: [{ loc: ["body", "pod"], msg: "Field required", type: "missing" }] },
      },
      { kind: "rate-limited", status: 429, json: said("Too many requests") },
      { kind: "ambiguous", status: 500, json: said("This GPU is not available") },
    ],
  },
  priceFields: ["onDemand", "communityPrice"],
  document: { file: "primeintellect.yaml", closed: "top", prefix: "/api/v1" },
};
