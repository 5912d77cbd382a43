import { cookies, headers } from "next/headers";
import type { z } from "zod";
import type { admission, openedSession } from "@/lib/accounts/schema";
import { signOut } from "@/lib/accounts/sign-out";
import { signOutEverywhere } from "@/lib/accounts/sign-out-everywhere";
import { perform } from "@/lib/actions/perform";
import type { ActionResult } from "@/lib/actions/types";
import { currentScope } from "@/lib/auth/session";
import { sealSessionId, sessionCookie } from "@/lib/auth/session-cookie";
import { SESSION_SECONDS } from "@/lib/auth/session-lifetime";
import type { AccountVerb } from "@/lib/verbs/define-verb";

/** Where to send a person who has just been signed in; `null`: wherever they were going. */
export interface SignedIn {
  readonly returnTo: string | null;
  /** The sign-in waits for its second step under this id; nobody is signed in yet. */
  readonly secondStep: string | null;
}

/**
 * The server action of a verb that signs in: the session goes into the cookie and nowhere else.
 * Without its second step there is no session yet, and no cookie.
 */
export function sessionAction<In extends z.ZodType, P>(
  verb: AccountVerb<In, typeof openedSession | typeof admission, P>,
) {
  return async (input: z.input<In>): Promise<ActionResult<SignedIn>> => {
    const request = { headers: await headers(), scope: await currentScope() };
    const result = await perform(verb, request, { input });
    if (!result.ok) return result;
    if ("secondStep" in result.data) {
      return { ok: true, data: { returnTo: null, secondStep: result.data.secondStep } };
    }
    const { sessionId, returnTo } = result.data;
    const { name, options } = sessionCookie();
    const value = await sealSessionId(sessionId);
    (await cookies()).set(name, value, { ...options, maxAge: SESSION_SECONDS });
    return { ok: true, data: { returnTo, secondStep: null } };
  };
}

/** The server action that ends this session, or all of them, and drops the cookie. */
export function endSessionAction(which: "this" | "all") {
  const verb: AccountVerb = which === "all" ? signOutEverywhere : signOut;
  return async (): Promise<ActionResult<null>> => {
    const request = { headers: await headers(), scope: await currentScope() };
    const result = await perform(verb, request, { input: {} });
    const signedOutAlready = !result.ok && result.error.code === "unauthenticated";
    if (!result.ok && !signedOutAlready) return result;
    const { name, options } = sessionCookie();
    (await cookies()).set(name, "", { ...options, maxAge: 0 });
    return { ok: true, data: null };
  };
}
