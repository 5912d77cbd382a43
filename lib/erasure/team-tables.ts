/** A team's tables that are emptied when its last person is gone, in the order their rows hang together. */
export const erasedTables = [
  "delivery",
  "escalation",
  "event",
  "channel_secret",
  "notification_channel",
  "notification_rule",
  "notification_preference",
  "escalation_policy",
  "telegram_link",
  "health_state",
  "status_interval",
  "usage_segment",
  "storage_segment",
  "budget",
  "cost_rollup",
  "cost_rollup_mark",
  "launch_candidate",
  "provider_call",
  "operation",
  "stray_machine",
  "volume",
  "deployment_batch_item",
  "deployment_batch",
  "deployment",
  "template",
  "sealed_value",
  "ssh_key",
  "saved_view",
  "provider_key",
  "price_alert",
  "team_invite",
  "checkout_intent",
  "cancel_answer",
  "verb_request",
] as const;

/**
 * Those that stay, with nothing of a person in them: bills, because the law asks for them; what hangs
 * on Stripe's customer, so that its last words find a place; who did what and when; an empty shell.
 */
export const keptTables = [
  "billing_invoice",
  "billing_refund",
  "billing_dispute",
  "billing_customer",
  "subscription",
  "audit_entry",
  "membership",
  "project",
] as const;
