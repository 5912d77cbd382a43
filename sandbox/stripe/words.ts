/** An amount in the smallest unit of its currency, for people; some currencies have no smaller unit. */
export function moneyOf(amount: number, currency: string, language = "en"): string {
  const format = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** A day, for people: 26 Nov 2026. */
export function dateOf(moment: number, language = "en"): string {
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium",
    timeZone: "UTC",
  }).format(moment * 1_000);
}
