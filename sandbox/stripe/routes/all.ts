import type { ApiRoute } from "../wire/api";
import { couponRoutes } from "./coupons";
import { creditNoteRoutes } from "./credit-notes";
import { customerExtraRoutes } from "./customer-extras";
import { customerRoutes } from "./customers";
import { eventRoutes } from "./events";
import { invoiceRoutes } from "./invoices";
import { paymentMethodRoutes } from "./payment-methods";
import { paymentRoutes } from "./payments";
import { portalRoutes } from "./portal";
import { previewRoutes } from "./preview";
import { priceRoutes } from "./prices";
import { productRoutes } from "./products";
import { scheduleRoutes } from "./schedules";
import { sessionRoutes } from "./sessions";
import { setupIntentRoutes } from "./setup-intents";
import { subscriptionItemRoutes } from "./subscription-items";
import { subscriptionRoutes } from "./subscriptions";
import { taxRateRoutes } from "./tax-rates";

/** Every call of the API this twin answers; `create_preview` before the id it could be taken for. */
export function apiRoutes(): ApiRoute[] {
  return [
    ...productRoutes(),
    ...priceRoutes(),
    ...couponRoutes(),
    ...customerRoutes(),
    ...customerExtraRoutes(),
    ...taxRateRoutes(),
    ...paymentMethodRoutes(),
    ...setupIntentRoutes(),
    ...sessionRoutes(),
    ...subscriptionRoutes(),
    ...subscriptionItemRoutes(),
    ...scheduleRoutes(),
    ...previewRoutes(),
    ...invoiceRoutes(),
    ...creditNoteRoutes(),
    ...paymentRoutes(),
    ...portalRoutes(),
    ...eventRoutes(),
  ];
}
