import { form, isRecord, isText } from "../live/shapes.js";

/** What the server would not do, with the line that says what to do about it. */
export class RequestFailed extends Error {
  constructor(
    /** The code of the problem; `offline` when no server answered. */
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = "RequestFailed";
  }
}

const isProblem = form({ code: isText, message: isText, remedy: isText });

/** One request to the server. Resolves to the parsed document, or to null where none comes back. */
export async function call(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
  } catch {
    throw new RequestFailed(
      "offline",
      "The server does not answer.",
      "Check that it is running and that you are connected, then try again.",
    );
  }
  if (response.status === 204) return null;
  const document = await response.json().catch(() => null);
  if (response.ok) return document;
  const problem = document as { code: string; message: string; remedy: string };
  throw isRecord(document) && isProblem(document)
    ? new RequestFailed(problem.code, problem.message, problem.remedy)
    : new RequestFailed(
        "answer-unreadable",
        `The server answered with status ${response.status}.`,
        "Try again in a moment; if it stays so, look into the server's output.",
      );
}
