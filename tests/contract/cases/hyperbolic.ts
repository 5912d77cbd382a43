import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: {},
  recording: { "POST /v1/marketplace": fixture("hyperbolic/marketplace") },
  offers: [
    "NVIDIA-H100-80GB-HBM3/80gb/us-east 2.99 x1 available",
    "NVIDIA-GeForce-RTX-4090/24gb/us-west 0.35 x1 available",
    "NVIDIA-GeForce-RTX-3090/24gb/europe 0.25 x1 unavailable",
    "NVIDIA-A100-SXM4-80GB/80gb/nowhere 1.8 x1 available",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: { message: "Unauthorized" } },
    { kind: "missing-right", status: 403, json: { message: "Forbidden" } },
    { kind: "rate-limited", status: 429, json: { message: "Too many requests" } },
  ],
  priceFields: ["amount"],
};
