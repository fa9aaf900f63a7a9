import type { EventType } from './event.ts';
import type { ReceiverKind } from './tables.ts';

/** What is told to whom: one row of the table of notices. */
export interface NoticeRow {
  /** What happened; the event's type, or a name of its own where the clock or a verb makes the notice. */
  readonly topic: string;
  readonly receiver: ReceiverKind;
  /** Not held back by quiet hours: something can only be done now. */
  readonly urgent?: true;
  /** `verb`: written with the change itself; `clock`: by the time of day; else out of the event of this type. */
  readonly made: 'verb' | 'clock' | NoticeSource;
  /** Of a verb's own topic: the events that it tells of. */
  readonly about?: readonly EventType[];
  /** Names in braces are filled in; see `notice-text.ts`. */
  readonly zh: string;
  readonly en: string;
}

/** How receivers are found from events of a type, as SQL over the alias `e`. */
export interface NoticeSource {
  readonly event: EventType;
  readonly join: string;
  readonly receiver: string;
  /** Arguments of `json_object`. */
  readonly facts: string;
  readonly where?: string;
}
