import type { EventGroup } from "@/lib/notifications/rules/types";

const ofDomain: Readonly<Record<string, EventGroup>> = {
  account: "security",
  key: "security",
  members: "security",
  team: "security",
  channel: "security",
  subscription: "subscription",
  payment: "subscription",
  price: "price",
  budget: "cost",
  cost: "cost",
};

const ofType: Readonly<Record<string, EventGroup>> = {
  "deployment.requested": "state",
  "deployment.adopted": "state",
  "deployment.running": "state",
  "deployment.stopped": "state",
  "deployment.start-refused": "state",
  "deployment.terminated": "state",
  "deployment.price-differs": "cost",
  "deployment.idle": "cost",
  "deployment.lease-ending": "cost",
  "deployment.lease-ended": "cost",
  "deployment.lease-not-kept": "cost",
  // Worth being told on the phone at once, as what fails is.
  "channel.mail-ended": "failure",
};

/** The group an event belongs to; whatever is not known to be about something else is a failure. Pure. */
export function groupOf(type: string): EventGroup {
  const [domain = ""] = type.split(".");
  return ofType[type] ?? ofDomain[domain] ?? "failure";
}
