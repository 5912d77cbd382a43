export { later, paced } from "@/lib/pace";

/** Wait before try number `attempt` (from 0): doubles from `firstMs` up to `mostMs`. */
export function backOffMs(attempt: number, firstMs: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 20));
}
