import { env } from "@/lib/env";
import { openApi } from "@/lib/prices/open-api";

/** The OpenAPI document of the public API. */
export function GET(): Response {
  return Response.json(openApi(env.APP_URL), {
    headers: { "access-control-allow-origin": "*", "cache-control": "public, max-age=300" },
  });
}
