"use server";

import { teamAction } from "@/lib/actions/team-action";
import { addKey } from "@/lib/provider-keys/add-key";
import { chooseKept } from "@/lib/provider-keys/choose-kept";
import { removeKey } from "@/lib/provider-keys/remove-key";

export const addProviderKey = teamAction(addKey);
export const removeProviderKey = teamAction(removeKey);
export const chooseKeptKey = teamAction(chooseKept);
