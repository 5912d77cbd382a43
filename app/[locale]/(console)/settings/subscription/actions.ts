"use server";

import { teamAction } from "@/lib/actions/team-action";
import { cancelSubscription } from "@/lib/subscriptions/cancel";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { undoChange } from "@/lib/subscriptions/change/undo-change";
import { dropCheckout } from "@/lib/subscriptions/checkout/drop-checkout";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { openPortal } from "@/lib/subscriptions/portal/open-portal";
import { resumeSubscription } from "@/lib/subscriptions/resume";

export const beginCheckout = teamAction(openCheckout);
export const giveUpCheckout = teamAction(dropCheckout);
export const openBillingPortal = teamAction(openPortal);
export const previewPlanChange = teamAction(previewChange);
export const changeTeamPlan = teamAction(changePlan);
export const undoPlanChange = teamAction(undoChange);
export const cancelTeamSubscription = teamAction(cancelSubscription);
export const resumeTeamSubscription = teamAction(resumeSubscription);
