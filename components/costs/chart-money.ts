import { formatMoney } from "@/lib/format/money";

/** An amount as charts hold it, in dollars, to the cent. */
export const chartMoney = (value: unknown): string => formatMoney(Number(value).toFixed(6)) ?? "–";
