/** Where one telling stands; `sending` holds a lease. */
export const deliveryStates = ["queued", "sending", "sent", "retry", "dead", "uncertain"] as const;
export type DeliveryState = (typeof deliveryStates)[number];
