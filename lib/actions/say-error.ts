import type { ActionError } from "@/lib/actions/types";
import { paidTiers } from "@/lib/billing/plans";
import { AppError } from "@/lib/errors";
import type { Locale } from "@/lib/i18n/locales";
import { speak } from "@/lib/i18n/translator";
import { log } from "@/lib/log";
import { ProviderError } from "@/lib/providers/errors";

/** Turns whatever a verb threw into what a person reads. The unexpected is logged, not shown. */
export function sayError(error: unknown, locale: Locale, verb: string): ActionError {
  const { code, reason, values, fields } = toAppError(error, verb);
  const say = speak(locale, "errors");
  const said = Object.entries(fields).map(
    ([field, word]) => [field, say(word, values) ?? say("not-understood") ?? word] as const,
  );
  const tier = paidTiers.find((one) => one === values.tier);
  return {
    code,
    reason,
    message: say(reason, values) ?? say(code, values) ?? code,
    ...(tier && { tier }),
    ...(said.length > 0 && { fields: Object.fromEntries(said) }),
  };
}

function toAppError(error: unknown, verb: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ProviderError) return new AppError("provider");
  log.error("verb failed", { verb, error: error instanceof Error ? error.stack : String(error) });
  return new AppError("internal");
}
