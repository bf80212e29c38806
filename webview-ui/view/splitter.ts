import { limitSplit } from '../persisted.ts';
import { strings } from '../strings.ts';
import { element } from './dom.ts';

/** The line between list and detail, moved by mouse or keyboard. */
export class Splitter {
  readonly element = element('div', 'splitter');
  readonly #frame: HTMLElement;
  readonly #changed: (split: number) => void;
  #split: number;

  /** @param frame holds both sides. @param split share of its width that the detail has. */
  constructor(frame: HTMLElement, split: number, changed: (split: number) => void) {
    this.#frame = frame;
    this.#split = split;
    this.#changed = changed;
    const { element: line } = this;
    line.tabIndex = 0;
    line.setAttribute('role', 'separator');
    line.setAttribute('aria-orientation', 'vertical');
    line.setAttribute('aria-label', strings.resize);
    line.setAttribute('aria-valuemin', percent(limitSplit(0)));
    line.setAttribute('aria-valuemax', percent(limitSplit(1)));
    line.addEventListener('pointerdown', (event) => line.setPointerCapture(event.pointerId));
    line.addEventListener('pointermove', (event) => this.#dragged(event));
    line.addEventListener('keydown', (event) => this.#key(event));
    this.#set(split);
  }

  #key(event: KeyboardEvent): void {
    const steps = new Map([
      ['ArrowLeft', 0.02],
      ['ArrowRight', -0.02],
      ['Home', 1],
      ['End', -1],
    ]);
    const step = steps.get(event.key);
    if (step === undefined) return;
    event.preventDefault();
    this.#set(this.#split + step);
  }

  #dragged(event: PointerEvent): void {
    if (!this.element.hasPointerCapture(event.pointerId)) return;
    const { right, width } = this.#frame.getBoundingClientRect();
    this.#set((right - event.clientX) / width);
  }

  #set(split: number): void {
    const moved = limitSplit(split);
    this.#frame.style.setProperty('--detail-share', `${(moved * 100).toFixed(1)}%`);
    this.element.setAttribute('aria-valuenow', percent(moved));
    if (moved === this.#split) return;
    this.#split = moved;
    this.#changed(moved);
  }
}

function percent(share: number): string {
  return String(Math.round(share * 100));
}
