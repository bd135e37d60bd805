import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.js";

/** The part of the browser's speech recognition that is used; not every browser has it. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  start(): void;
  stop(): void;
}

type Maker = new () => Recognition;

function recognitionMaker(): Maker | null {
  const scope = window as unknown as Record<string, Maker | undefined>;
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition ?? null;
}

/** Writes what is said into the composer; what it understood can be changed before it is sent. */
export function Dictate({ onText }: { onText: (text: string) => void }) {
  const [Maker] = useState(() => recognitionMaker());
  const [listening, setListening] = useState(false);
  const [problem, setProblem] = useState("");
  const current = useRef<Recognition | null>(null);
  useEffect(() => () => current.current?.stop(), []);
  if (Maker === null) return null;

  const start = () => {
    const recognition = new Maker();
    recognition.lang = "en";
    recognition.interimResults = false;
    recognition.onresult = ({ results }) => {
      const last = results[results.length - 1]?.[0]?.transcript.trim();
      if (last) onText(last);
    };
    recognition.onend = () => setListening(false);
    recognition.onerror = ({ error }) =>
      setProblem(
        error === "not-allowed" ? "The microphone is not allowed here." : "Nothing was heard.",
      );
    current.current = recognition;
    setProblem("");
    setListening(true);
    recognition.start();
  };
  return (
    <>
      <span role="status" className="composer-hint">
        {problem}
      </span>
      <Button
        size="small"
        kind="quiet"
        aria-pressed={listening}
        onClick={() => (listening ? current.current?.stop() : start())}
      >
        {listening ? "Stop dictation" : "Dictate"}
      </Button>
    </>
  );
}
