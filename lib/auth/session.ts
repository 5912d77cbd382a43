import { cookies, headers } from "next/headers";
import { cache } from "react";
import { clientAddress } from "@/lib/auth/client-address";
import { readSession } from "@/lib/auth/read-session";
import { readerLocale } from "@/lib/auth/reader-locale";
import { isOperator, type Scope, visitorScope } from "@/lib/auth/scope";
import { openSessionId, sessionCookie } from "@/lib/auth/session-cookie";

/**
 * Who is asking: cookie -> session row -> user, team, role and tier as they are now. `null` for a
 * visitor and for every cookie whose session has ended. Read once per request.
 */
export const currentScope = cache(async (): Promise<Scope | null> => {
  const sid = await openSessionId((await cookies()).get(sessionCookie().name)?.value);
  return sid ? readSession(sid, clientAddress(await headers())) : null;
});

/** Whether one of the people who run this installation is asking. */
export async function currentScopeIsOperator(): Promise<boolean> {
  const scope = await currentScope();
  return scope !== null && isOperator(scope);
}

/** Who is asking, a visitor included. */
export async function currentScopeOrVisitor(): Promise<Scope> {
  const asked = await headers();
  const address = clientAddress(asked);
  const scope = await currentScope();
  const userAgent = asked.get("user-agent");
  return { ...(scope ?? visitorScope({ locale: readerLocale(asked), address })), userAgent };
}
