import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: {},
  recording: {
    "POST /bundles/": { offers: [] },
    'POST /bundles/ {"num_gpus":{"eq":1}': fixture("vastai/one-gpu"),
    'POST /bundles/ {"num_gpus":{"eq":8}': fixture("vastai/eight-gpus"),
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
    { kind: "invalid-key", status: 401, json: { success: false, error: "auth_error" } },
    { kind: "invalid-key", status: 404, json: { error: "auth_error", msg: "Invalid user key" } },
    { kind: "rate-limited", status: 429, json: "API requests too frequent: endpoint threshold=2" },
  ],
  priceFields: ["dph_total", "min_bid"],
  document: { file: "vast.yaml", closed: "top", prefix: "/api/v0" },
};
