import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { describeForMachines } from "@/lib/prices/llms-text";
import { homeView, sourceStates } from "@/lib/prices/queries";

export const dynamic = "force-dynamic";

const headers = {
  "content-type": "text/plain; charset=utf-8",
  "cache-control": "public, max-age=300",
};

/** What this site is and where its data are, for programs that read text (llmstxt.org). */
export async function GET(): Promise<Response> {
  const now = clock.now();
  const [home, sources] = await Promise.all([homeView(now), sourceStates(now)]);
  const text = describeForMachines({ home, sources, site: env.APP_URL, world: env.WORLD });
  return new Response(text, { headers });
}
