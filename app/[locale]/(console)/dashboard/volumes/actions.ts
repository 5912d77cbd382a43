"use server";

import { teamAction } from "@/lib/actions/team-action";
import { attachVolume } from "@/lib/volumes/attach-volume";
import { deleteVolume } from "@/lib/volumes/delete-volume";
import { detachVolume } from "@/lib/volumes/detach-volume";

export const attach = teamAction(attachVolume);
export const detach = teamAction(detachVolume);
export const remove = teamAction(deleteVolume);
