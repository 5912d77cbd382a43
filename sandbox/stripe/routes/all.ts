import type { ApiRoute } from "../wire/api";
import { customerRoutes } from "./customers";
import { eventRoutes } from "./events";
import { invoiceRoutes } from "./invoices";
import { portalRoutes } from "./portal";
import { previewRoutes } from "./preview";
import { priceRoutes } from "./prices";
import { productRoutes } from "./products";
import { scheduleRoutes } from "./schedules";
import { sessionRoutes } from "./sessions";
import { subscriptionRoutes } from "./subscriptions";

/** Every call of the API this twin answers. */
export function apiRoutes(): ApiRoute[] {
  return [
    ...productRoutes(),
    ...priceRoutes(),
    ...customerRoutes(),
    ...sessionRoutes(),
    ...subscriptionRoutes(),
    ...scheduleRoutes(),
    ...previewRoutes(),
    ...invoiceRoutes(),
    ...portalRoutes(),
    ...eventRoutes(),
  ];
}
