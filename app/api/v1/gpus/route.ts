import { clock } from "@/lib/clock";
import { apiAnswer, apiError } from "@/lib/prices/api-answer";
import { gpuList } from "@/lib/prices/offer-index/gpu-list";
import { offerIndex } from "@/lib/prices/offer-index/hold-index";

/** Every GPU model with its data sheet and its lowest prices now. Public. */
export async function GET(request: Request): Promise<Response> {
  const index = await offerIndex().catch(() => null);
  if (!index) return apiError(503, "unavailable", { "retry-after": "5" });
  const now = clock.now();
  return apiAnswer(request, { version: index.version, now }, () => ({
    body: JSON.stringify(gpuList(index, now)),
    type: "application/json; charset=utf-8",
  }));
}
