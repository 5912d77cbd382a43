const tags = { en: "en-US", zh: "zh-CN" } as const;

/** Money as it is charged: whole smallest units of a currency, and its code in any letters. */
export interface MinorAmount {
  readonly minor: string;
  readonly currency: string;
}

/**
 * An amount as it is charged, for people: with as many decimals as its currency has, so none for yen
 * ("$19.00", "¥1,900").
 */
export function formatMinor({ minor, currency }: MinorAmount, locale: "en" | "zh"): string {
  const code = currency.toUpperCase();
  const format = new Intl.NumberFormat(tags[locale], { style: "currency", currency: code });
  const { maximumFractionDigits: decimals = 2 } = format.resolvedOptions();
  return format.format(Number(minor) / 10 ** decimals);
}
