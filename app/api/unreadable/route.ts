import { apiError } from "@/lib/prices/api-answer";

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** Every address of the API that cannot be decoded: next.config.ts leads here. */
function refuse(): Response {
  return apiError(400, "bad-address");
}
