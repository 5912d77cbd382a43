"use server";

import { teamAction } from "@/lib/actions/team-action";
import { createAlert } from "@/lib/alerts/create-alert";
import { removeAlert } from "@/lib/alerts/remove-alert";
import { switchAlert } from "@/lib/alerts/switch-alert";

export const createPriceAlert = teamAction(createAlert);
export const switchPriceAlert = teamAction(switchAlert);
export const removePriceAlert = teamAction(removeAlert);
