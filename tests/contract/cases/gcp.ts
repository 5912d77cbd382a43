import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const page = "GET /services/6F81-5844-456A/skus?currencyCode=USD&pageSize=5000";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    [page]: fixture("gcp/skus-1"),
    [`${page}&pageToken=AbcPage%2F2%3D`]: fixture("gcp/skus-2"),
  },
  offers: [
    "a3-megagpu-8g/on-demand/us-central1 93.399902 x8 unknown",
    "a4-highgpu-8g/spot/us-central1 39.6336 x8 unknown",
    "n1-standard-4+1xnvidia-tesla-t4/on-demand/us-central1 0.539999 x1 unknown",
    "n1-standard-8+2xnvidia-tesla-t4/on-demand/us-central1 1.079998 x2 unknown",
    "n1-standard-16+4xnvidia-tesla-t4/on-demand/us-central1 2.159996 x4 unknown",
  ],
  skipped: 3,
  refusals: [
    {
      kind: "invalid-key",
      status: 400,
      json: {
        error: {
          code: 400,
          message: "API key not valid. Please pass a valid API key.",
          status: "INVALID_ARGUMENT",
          details: [
            {
              "@type": "type.googleapis.com/google.rpc.ErrorInfo",
              reason: "API_KEY_INVALID",
              domain: "googleapis.com",
            },
          ],
        },
      },
    },
    {
      kind: "invalid-request",
      status: 400,
      json: { error: { code: 400, message: "Bad page token", status: "INVALID_ARGUMENT" } },
    },
    {
      kind: "missing-right",
      status: 403,
      json: { error: { code: 403, message: "API not enabled", status: "PERMISSION_DENIED" } },
    },
    {
      kind: "rate-limited",
      status: 429,
      json: { error: { code: 429, message: "Quota exceeded", status: "RESOURCE_EXHAUSTED" } },
    },
  ],
  priceFields: ["unitPrice"],
};
