"use server";

import { teamAction } from "@/lib/actions/team-action";
import { removeBudget } from "@/lib/budgets/remove-budget";
import { setBudget } from "@/lib/budgets/set-budget";

export const setTeamBudget = teamAction(setBudget);
export const removeTeamBudget = teamAction(removeBudget);
