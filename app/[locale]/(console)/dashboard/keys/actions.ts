"use server";

import { teamAction } from "@/lib/actions/team-action";
import { addKey } from "@/lib/provider-keys/add-key";
import { chooseKept } from "@/lib/provider-keys/choose-kept";
import { removeKey } from "@/lib/provider-keys/remove-key";
import { renameKey } from "@/lib/provider-keys/rename-key";
import { rotateKey } from "@/lib/provider-keys/rotate-key";

export const addProviderKey = teamAction(addKey);
export const removeProviderKey = teamAction(removeKey);
export const renameProviderKey = teamAction(renameKey);
export const rotateProviderKey = teamAction(rotateKey);
export const chooseKeptKey = teamAction(chooseKept);
