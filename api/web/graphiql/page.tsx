/** GraphiQL with the ready questions. Everything comes from the server that it asks, nothing from elsewhere. */

import { DOC_EXPLORER_PLUGIN, DocExplorerContextProvider } from "@graphiql/plugin-doc-explorer";
import { HISTORY_PLUGIN, HistoryContextProvider } from "@graphiql/plugin-history";
import { usePluginStore } from "@graphiql/react";
import { GraphiQL, GraphiQLInterface, GraphiQLProvider } from "graphiql";
import "graphiql/style.css";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import "./page.css";
import { type Question, Questions, questionsPlugin, type Tab, tab } from "./questions";

type Request = { query: string; variables?: unknown; operationName?: string | null };

const plugins = [questionsPlugin, DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];

async function answer(request: Request, options?: { headers?: Record<string, unknown> }) {
  const headers = { accept: "application/json", "content-type": "application/json", ...options?.headers };
  const response = await fetch(location.pathname, {
    method: "POST",
    headers: headers as Record<string, string>,
    body: JSON.stringify(request),
  });
  return response.json();
}

/** Returns the tab to show: the one that the address asks for, else the one shown last, else the flagship. */
function firstTab(questions: Question[]): Tab | undefined {
  return fromAddress(questions) ?? shownLast() ?? questions.slice(0, 1).map(tab)[0];
}

/** Returns what `?question=NAME` or `?query=…&variables=…` asks for. */
function fromAddress(questions: Question[]): Tab | undefined {
  const given = new URLSearchParams(location.search);
  const question = questions.find(({ name }) => name === given.get("question"));
  if (question) return tab(question);
  const query = given.get("query");
  return query ? { query, variables: given.get("variables") ?? "" } : undefined;
}

/** Returns the tab that GraphiQL kept as the active one. Left to itself, it opens another, empty one at each visit. */
function shownLast(): Tab | undefined {
  const kept = JSON.parse(localStorage.getItem("graphiql:tabState") ?? "{}");
  const found = kept.tabs?.[kept.activeTabIndex];
  return found && { query: found.query ?? "", variables: found.variables ?? "" };
}

/** Shows its children when a panel is chosen: GraphiQL hides the place of panels where it starts without one. */
function WithPanel({ children }: { children: ReactNode }) {
  const chosen = usePluginStore((store) => store.plugins.length > 0);
  return chosen && children;
}

async function start() {
  const questions: Question[] = await (await fetch("/questions")).json();
  createRoot(document.getElementById("graphiql")!).render(
    <Questions value={questions}>
      <GraphiQLProvider
        fetcher={answer}
        {...firstTab(questions)}
        plugins={plugins}
        referencePlugin={DOC_EXPLORER_PLUGIN}
        visiblePlugin={questionsPlugin}
      >
        <HistoryContextProvider>
          <DocExplorerContextProvider>
            <WithPanel>
              <GraphiQLInterface showPersistHeadersSettings defaultEditorToolsVisibility="variables">
                <GraphiQL.Logo>Rectigraph</GraphiQL.Logo>
              </GraphiQLInterface>
            </WithPanel>
          </DocExplorerContextProvider>
        </HistoryContextProvider>
      </GraphiQLProvider>
    </Questions>,
  );
}

await start();
