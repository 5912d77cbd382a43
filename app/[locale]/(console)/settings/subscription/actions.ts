"use server";

import { teamAction } from "@/lib/actions/team-action";
import { cancelSubscription } from "@/lib/billing/cancel";
import { changePlan } from "@/lib/billing/change/change-plan";
import { previewChange } from "@/lib/billing/change/preview-change";
import { undoChange } from "@/lib/billing/change/undo-change";
import { dropCheckout } from "@/lib/billing/checkout/drop-checkout";
import { openCheckout } from "@/lib/billing/checkout/open-checkout";
import { openPortal } from "@/lib/billing/portal/open-portal";
import { resumeSubscription } from "@/lib/billing/resume";

export const beginCheckout = teamAction(openCheckout);
export const giveUpCheckout = teamAction(dropCheckout);
export const openBillingPortal = teamAction(openPortal);
export const previewPlanChange = teamAction(previewChange);
export const changeTeamPlan = teamAction(changePlan);
export const undoPlanChange = teamAction(undoChange);
export const cancelTeamSubscription = teamAction(cancelSubscription);
export const resumeTeamSubscription = teamAction(resumeSubscription);
