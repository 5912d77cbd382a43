import { listViews } from "@/lib/saved-views/queries";
import { type SavedViewView, viewLists } from "@/lib/saved-views/schema";
import { liveAnswer } from "../live-answer";

/** One's own saved views of a list. */
export function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get("list");
  const list = viewLists.find((one) => one === asked) ?? "deployments";
  return liveAnswer<SavedViewView[]>((scope) => listViews(scope, list));
}
