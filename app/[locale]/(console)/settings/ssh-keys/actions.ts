"use server";

import { teamAction } from "@/lib/actions/team-action";
import { addSshKey } from "@/lib/ssh-keys/add";
import { removeSshKey } from "@/lib/ssh-keys/remove";

export const addOwnSshKey = teamAction(addSshKey);
export const removeOwnSshKey = teamAction(removeSshKey);
