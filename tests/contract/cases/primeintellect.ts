import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /availability/gpus?page=1&page_size=100": fixture("primeintellect/gpus-1"),
    "GET /availability/gpus?page=2&page_size=100": fixture("primeintellect/gpus-2"),
    "GET /availability/gpu-summary": fixture("primeintellect/gpu-summary"),
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
  priceFields: ["onDemand", "communityPrice"],
  document: { file: "primeintellect.yaml", closed: "top", prefix: "/api/v1" },
};
