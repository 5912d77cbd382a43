import { sql } from "@/lib/db";

/**
 * Whether invoice `i` brought money that was kept: paid, not refunded in full, and not taken back
 * by the bank. An invoice over nothing (a trial, a discount of everything) never did.
 */
export const isKept = sql`(
  i.status = 'paid' AND i.paid_minor > i.refunded_minor AND NOT EXISTS (
    SELECT 1 FROM billing_dispute d WHERE d.invoice_id = i.id AND d.status = 'lost'))`;
