import type { KeptTexts } from '../../core/export/keptTexts.ts';
import type { KeptEvents } from '../../core/kept/keptEvents.ts';
import type { CountSources } from '../../core/view/countValues.ts';
import { fieldStatistic } from '../../core/view/fieldStatistic.ts';
import type { Finder } from '../../core/view/finder.ts';
import { rowOf } from '../../core/kept/rows.ts';
import { relatedRows } from '../../core/view/relatedRows.ts';
import { nextFailure } from '../../core/view/nextFailure.ts';
import { suggestionsAt } from '../../core/view/suggestions.ts';
import type { Viewer } from '../../core/view/viewer.ts';
import { addTerm, excludeTerm, termOf } from '../../shared/filter/terms.ts';
import { t } from '../../shared/l10n.ts';
import type { TailEvent } from '../../shared/tailEvent.ts';
import type {
  CopyFormat,
  FromPage,
  RelatedView,
  SelectedRows,
  ToPage,
} from '../../shared/protocol.ts';
import { copySelected } from './copySelected.ts';
import { saveFilter, savedFilters } from '../settings.ts';

type Reply = (message: ToPage) => void;

/** What a page asks of the list: to filter it, to search it, and how often values occur in it. */
export class ViewerActions {
  readonly #viewer: Viewer;
  readonly #finder: Finder;
  readonly #sources: CountSources;
  readonly #texts: KeptTexts;
  readonly #reveal: (row: number) => Promise<void>;
  /** The row whose detail was opened last: where the reader is. */
  #selected: number | undefined;
  /** Answers to older questions are not worth finishing. */
  #suggested = 0;
  #counted = 0;

  constructor(
    viewer: Viewer,
    finder: Finder,
    sources: CountSources,
    texts: KeptTexts,
    reveal: (row: number) => Promise<void>,
  ) {
    this.#viewer = viewer;
    this.#finder = finder;
    this.#sources = sources;
    this.#texts = texts;
    this.#reveal = reveal;
  }

  /** @returns whether the message was one of these. */
  answer(message: FromPage, reply: Reply): Promise<void> | undefined {
    switch (message.type) {
      case 'setFilter':
        return this.#viewer.filter(message.text);
      case 'filterBy': {
        const change = message.exclude ? excludeTerm : addTerm;
        return this.#viewer.filter(change(this.#viewer.text, message.term));
      }
      case 'suggest':
        return this.#suggest(message.text, message.offset, reply);
      case 'saveFilter':
        // It is called by what it says, until somebody names it in the settings.
        return saveFilter(message.text, message.text);
      case 'forgetFilter':
        return this.#forget(message.text);
      case 'find':
        return this.#finder.find(message.query, this.#selected);
      case 'findStep':
        return this.#finder.step(message.forward, this.#selected);
      case 'fieldStatistic':
        return this.#count(message.id, message.term, reply);
      case 'failureStep':
        return this.stepFailure(message.forward);
      case 'context':
        return this.#viewer.showContext(message.id).then(() => this.#reveal(message.id));
      case 'leaveContext':
        return this.#viewer.leaveContext();
      case 'copy':
        return this.#copy(message.selection, message.format, message.secrets);
      case 'openDetail':
        this.#selected = message.id;
        return undefined;
      default:
        return undefined;
    }
  }

  /** Selects the next failing event of the list, or the one before. */
  async stepFailure(forward: boolean): Promise<void> {
    const { order } = this.#viewer.view;
    const row = nextFailure(this.#kept, order, this.#selected, forward);
    if (row !== undefined) await this.#reveal(row);
  }

  /** Ids of rows that are no longer kept have no place in the list. */
  async #copy(selected: SelectedRows, format: CopyFormat, secrets: boolean): Promise<void> {
    const selection =
      selected === 'all'
        ? selected
        : selected.filter(({ from, to }) => this.#kept.has(from) && this.#kept.has(to));
    await copySelected(selection, this.#viewer.view.order, this.#texts, format, secrets);
  }

  /** Tells which other events are of the same request, object or connection. */
  async tellRelated(id: number, event: TailEvent, reply: Reply): Promise<void> {
    const { trigger, durableObjectId } = event;
    const shared: (readonly [reason: string, term: string])[] = [];
    if (trigger.kind === 'fetch' && trigger.ray !== undefined) {
      shared.push([t('Same request (cf-ray)'), termOf('ray', trigger.ray)]);
    }
    if (durableObjectId !== undefined) {
      shared.push([t('Same Durable Object'), termOf('do', durableObjectId)]);
    }
    const related: RelatedView[] = [];
    for (const [reason, term] of shared) {
      const ids = await relatedRows(id, term, this.#sources);
      const rows = ids.map((other) => rowOf(this.#kept, other));
      if (rows.length > 0) related.push({ reason, term, rows });
    }
    if (related.length > 0) reply({ type: 'related', id, related });
  }

  get #kept(): KeptEvents {
    return this.#sources.kept;
  }

  async #suggest(text: string, offset: number, reply: Reply): Promise<void> {
    const question = ++this.#suggested;
    const { utcOffset } = this.#viewer;
    const suggestions = await suggestionsAt(
      text,
      offset,
      { utcOffset },
      this.#sources,
      () => question !== this.#suggested,
    );
    if (question === this.#suggested) reply({ type: 'suggestions', text, suggestions });
  }

  async #count(id: number, term: string, reply: Reply): Promise<void> {
    const question = ++this.#counted;
    const isOver = (): boolean => question !== this.#counted;
    const statistic = await fieldStatistic(id, term, this.#sources, isOver);
    if (!isOver()) {
      reply({ type: 'statistic', id, term, statistic: statistic ?? { events: 0, values: [] } });
    }
  }

  async #forget(text: string): Promise<void> {
    for (const { name, filter } of savedFilters()) {
      if (filter === text) await saveFilter(name, undefined);
    }
  }
}
