"use server";

import { action } from "@/lib/actions/action";
import { attachVolume } from "@/lib/volumes/attach-volume";
import { deleteVolume } from "@/lib/volumes/delete-volume";
import { detachVolume } from "@/lib/volumes/detach-volume";

export const attach = action(attachVolume);
export const detach = action(detachVolume);
export const remove = action(deleteVolume);
