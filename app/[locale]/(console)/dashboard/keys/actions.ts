"use server";

import { teamAction } from "@/lib/actions/team-action";
import { addKey } from "@/lib/provider-keys/add-key";
import { removeKey } from "@/lib/provider-keys/remove-key";

export const addProviderKey = teamAction(addKey);
export const removeProviderKey = teamAction(removeKey);
