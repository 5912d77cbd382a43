import type { z } from "zod";
import { clientAddress } from "@/lib/auth/client-address";
import { countTry } from "@/lib/auth/rate-limits";
import { readerLocale } from "@/lib/auth/reader-locale";
import { visitorScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import type { AccountVerb } from "@/lib/verbs/define-verb";
import { runVerb } from "@/lib/verbs/run-verb";

/**
 * Answers what a mail program posts when its reader presses "unsubscribe" (RFC 8058). The token in the
 * address is the proof; nobody is signed in here.
 */
export async function oneClickOff<In extends z.ZodType, Out extends z.ZodType, P>(
  request: Request,
  verb: AccountVerb<In, Out, P>,
): Promise<Response> {
  const address = clientAddress(request.headers);
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const scope = visitorScope({ locale: readerLocale(request.headers), address });
  try {
    await countTry("visitor", address);
    await runVerb(verb, scope, { token, on: false });
    return new Response(null, { status: 204 });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(null, { status: error.code === "rate-limited" ? 429 : 404 });
  }
}
