import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: {},
  recording: {
    "GET /products/?currencyCode=USD": fixture("oci/products"),
    "GET /estimator/shapes.json": fixture("oci/shapes"),
  },
  offers: [
    "BM.GPU.H100.8 80 x8 unknown",
    "BM.GPU4.8 24.4 x8 unknown",
    "BM.GPU.MI355X.8 68.8 x8 unknown",
    "BM.GPU.GB200.4 64 x4 unknown",
    "BM.GPU.B300.8 120 x8 unknown",
    "VM.GPU3.1 2.95 x1 unknown",
    "VM.GPU3.1/spot 1.475 x1 unknown",
    "VM.GPU2.1 0.36 x1 unknown",
    "VM.GPU2.1/spot 0.18 x1 unknown",
  ],
  skipped: 3,
  refusals: [{ kind: "rate-limited", status: 429, json: {} }],
  priceFields: ["value"],
  isMap: () => false,
};
