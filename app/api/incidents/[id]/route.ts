import { getIncident } from "@/lib/incidents/queries";
import { toMarkdown } from "@/lib/incidents/to-markdown";
import { fileAnswer } from "../../file-answer";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

/** One incident with its story as a file: `?as=md` in the reader's language, else JSON. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { id } = await params;
  const type = new URL(request.url).searchParams.get("as") === "md" ? "md" : "json";
  return fileAnswer({ name: "incident", type }, async (scope) => {
    const incident = await getIncident(scope, id);
    return type === "md" ? toMarkdown(incident, scope.locale) : JSON.stringify(incident, null, 2);
  });
}
