import { divideHalfEven, microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { OfferRow } from "@/lib/prices/types";
import type { Unit } from "./use-offer-query";

const HOURS_A_MONTH = 730n;

/**
 * The price of an offer in a unit, as decimal dollars: a GPU for an hour, the machine for an hour,
 * the machine for a month of 730 hours, a dense BF16 TFLOP or a GB of GPU memory for an hour. Null
 * where the GPU's data sheet lacks the figure.
 */
export function unitPrice(row: OfferRow, unit: Unit): string | null {
  switch (unit) {
    case "gpu-hour":
      return row.pricePerGpuHour;
    case "machine-hour":
      return row.pricePerHour;
    case "month": {
      const micros = microsFromDecimal(row.pricePerHour);
      return micros === null ? null : microsToDecimal(divideHalfEven(micros * HOURS_A_MONTH, 1n));
    }
    case "tflop":
      return row.pricePerTflopHour;
    case "gb":
      return row.pricePerGbHour;
  }
}
