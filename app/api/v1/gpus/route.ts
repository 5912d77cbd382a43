import { clock } from "@/lib/clock";
import { apiAnswer } from "@/lib/prices/api-answer";
import { offerIndex } from "@/lib/prices/offer-index/hold-index";
import { gpuList } from "@/lib/prices/queries";

/** Every GPU model with its data sheet and its lowest prices now. Public. */
export async function GET(request: Request): Promise<Response> {
  const index = await offerIndex();
  const now = clock.now();
  return apiAnswer(request, { version: index.version, now }, async () => ({
    body: JSON.stringify(await gpuList(now)),
    type: "application/json; charset=utf-8",
  }));
}
