import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RequestFailed } from "./call.js";

/** What the server refuses stays refused; only what did not come through is tried again. */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) =>
        error instanceof RequestFailed && error.code === "offline" && count < 2,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

export function Queries({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
