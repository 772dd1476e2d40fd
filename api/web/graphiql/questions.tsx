/** The ready questions: a panel of GraphiQL that opens each in a tab of its own. */

import { type GraphiQLPlugin, useEditorContext } from "@graphiql/react";
import { createContext, useContext, useEffect, useRef, useState } from "react";

/** A ready question as the server lists it; `document` is GraphQL, `variables` are examples. */
export type Question = {
  name: string;
  section: string;
  title_zh: string;
  title_en: string;
  about_zh: string;
  about_en: string;
  variables: Record<string, unknown>;
  document: string;
};

/** What a tab holds: a document, and the JSON of its variables or nothing. */
export type Tab = { query: string; variables: string };

/** Returns the contents of a tab that asks the question. */
export function tab({ document, variables }: Question): Tab {
  return { query: document, variables: Object.keys(variables).length ? JSON.stringify(variables, null, 2) : "" };
}

export const Questions = createContext<Question[]>([]);

export const questionsPlugin: GraphiQLPlugin = { title: "常用问题 / Ready questions", icon: Icon, content: Panel };

function Panel() {
  const questions = useContext(Questions);
  const open = useOpen();
  const [filter, setFilter] = useState("");
  const shown = questions.filter((question) => matches(question, filter));
  const sections = [...new Set(shown.map((question) => question.section))];
  return (
    <section aria-label={questionsPlugin.title} className="questions">
      <h2>{questionsPlugin.title}</h2>
      <input
        type="search"
        aria-label="筛选 / Filter"
        placeholder="筛选 / Filter"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      {sections.map((section) => (
        <div key={section}>
          <h3>{section}</h3>
          <ul>
            {shown.filter((question) => question.section === section).map((question) => (
              <li key={question.name}>
                <button type="button" title={`${question.about_zh}\n${question.about_en}`} onClick={() => open(question)}>
                  <span lang="zh">{question.title_zh}</span>
                  <small lang="en">{question.title_en}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {shown.length === 0 && <p>没有匹配的问题 / No question matches</p>}
    </section>
  );
}

function matches(question: Question, filter: string): boolean {
  const text = [question.name, question.title_zh, question.title_en, question.about_zh, question.about_en].join("\n");
  return text.toLowerCase().includes(filter.trim().toLowerCase());
}

/**
 * Returns a function that shows a question: in the tab that has it, else in the tab at hand if that is empty, else in a
 * new one. A new tab exists only after the next rendering, so its contents wait for it.
 */
function useOpen(): (question: Question) => void {
  const { tabs, activeTabIndex, addTab, changeTab, queryEditor, variableEditor } = useEditorContext({ nonNull: true });
  const waiting = useRef<Question>(null);
  const fill = (question: Question) => {
    const { query, variables } = tab(question);
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
  useEffect(() => {
    if (waiting.current) fill(waiting.current);
    waiting.current = null;
  }, [tabs.length]);
  return (question) => {
    const present = tabs.findIndex(({ query }) => query === question.document);
    if (present >= 0) return changeTab(present);
    if (!tabs[activeTabIndex]?.query?.trim()) return fill(question);
    waiting.current = question;
    addTab();
  };
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5h16M4 12h16M4 19h10" strokeLinecap="round" />
      <circle cx="19" cy="19" r="1.5" fill="currentColor" stroke="none" />
    </svg>
  );
}
