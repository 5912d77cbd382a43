import { wishPlans } from "@/lib/deployments/steps/wish-plans";
import type { Plans } from "@/lib/operations/work";
import { repairPlan } from "@/lib/repair/steps/plan";

/** The ordered steps of every kind of operation. */
export const plans: Plans = { ...wishPlans, repair: repairPlan };
