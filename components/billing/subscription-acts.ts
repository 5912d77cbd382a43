import type { ActionResult } from "@/lib/actions/types";
import type { PlanChoice, SubscriptionView } from "@/lib/billing/types";
import type {
  CancelInput,
  ChangeAnswer,
  ChangePlanInput,
  ChangePreview,
} from "@/lib/subscriptions/schema";

type Act<Input, Data = unknown> = (input: Input) => Promise<ActionResult<Data>>;

/** A page outside that the person goes on at. */
interface WayOut {
  readonly url: string;
}

/** What can be done on the page of the subscription, for the team it shows. */
export interface SubscriptionActs {
  readonly checkout: Act<PlanChoice & { readonly trial: boolean }, WayOut>;
  readonly giveUp: Act<Record<string, never>>;
  readonly portal: Act<{ readonly flow: "payment-method" | null }, WayOut>;
  readonly preview: Act<PlanChoice, ChangePreview>;
  readonly change: Act<ChangePlanInput, ChangeAnswer>;
  readonly undo: Act<Record<string, never>>;
  readonly cancel: Act<CancelInput>;
  readonly resume: Act<Record<string, never>>;
}

/** What the parts of the page work with. */
export interface SubscriptionPart {
  readonly view: SubscriptionView;
  readonly acts: SubscriptionActs;
  /** Looks again until the rows show what was asked for. */
  readonly follow: () => Promise<void>;
}

/** Goes on at a page outside, whose address the server gave. The answer never comes: this page is leaving. */
export function leaveFor({ url }: WayOut): Promise<never> {
  window.location.assign(url);
  return new Promise(() => {});
}
