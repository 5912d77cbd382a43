import type { ActionResult } from "@/lib/actions/types";
import type { Locale } from "@/lib/i18n/locales";

type Act<Input> = (input: Input) => Promise<ActionResult<unknown>>;

/** What can be done on the page of the profile. */
export interface ProfileActs {
  readonly changeName: Act<{ name: string }>;
  readonly changeLocale: Act<{ locale: Locale }>;
  readonly askEmailChange: Act<{ email: string }>;
  readonly prepareExport: Act<Record<string, never>>;
  readonly deleteAccount: Act<{ email: string }>;
}
