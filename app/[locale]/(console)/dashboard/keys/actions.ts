"use server";

import { action } from "@/lib/actions/action";
import { addKey } from "@/lib/provider-keys/add-key";
import { removeKey } from "@/lib/provider-keys/remove-key";

export const addProviderKey = action(addKey);
export const removeProviderKey = action(removeKey);
