"use server";

import { action } from "@/lib/actions/action";
import { createAlert } from "@/lib/alerts/create-alert";
import { removeAlert } from "@/lib/alerts/remove-alert";
import { switchAlert } from "@/lib/alerts/switch-alert";

export const createPriceAlert = action(createAlert);
export const switchPriceAlert = action(switchAlert);
export const removePriceAlert = action(removeAlert);
