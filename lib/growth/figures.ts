import { conversion } from "./conversion";
import { featureUse } from "./feature-use";
import type { Figure } from "./figure";
import { paymentSuccess } from "./payment-success";
import { retention } from "./retention";
import type { FigureName } from "./schema";

/** The four figures by which it is told whether the product earns its keep. */
export const figures: Readonly<Record<FigureName, Figure>> = {
  conversion,
  featureUse,
  paymentSuccess,
  retention,
};
