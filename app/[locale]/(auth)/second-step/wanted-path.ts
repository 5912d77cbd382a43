import { cookies } from "next/headers";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { type QueryValue, returnTo } from "../return-to";

/**
 * Where to go on after the second step: as the address says, else where a sign-in at GitHub or
 * Google was begun from, which the sign-in library keeps in a cookie.
 */
export async function wantedPath(query: Record<string, QueryValue>): Promise<string> {
  if (query.from !== "service") return returnTo(query.returnTo);
  const name = sessionCookie().name.replace("session-token", "callback-url");
  const begun = (await cookies()).get(name)?.value ?? "";
  if (!URL.canParse(begun)) return returnTo(undefined);
  const { pathname, search } = new URL(begun);
  return returnTo(`${pathname}${search}`);
}
