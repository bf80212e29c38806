export interface Shortcuts {
  filter(): void;
  find(): void;
  findStep(forward: boolean): void;
  failureStep(forward: boolean): void;
  follow(): void;
  keys(): void;
}

/** Keys that work wherever the focus is. */
export function listenForShortcuts(shortcuts: Shortcuts): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const act = actOf(event, shortcuts);
    if (act === undefined) return;
    event.preventDefault();
    // The editor listens at the window, and has other ideas of these keys.
    event.stopPropagation();
    act();
  });
}

function actOf(event: KeyboardEvent, shortcuts: Shortcuts): (() => void) | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (altKey) return undefined;
  if (ctrlKey !== metaKey) {
    if (shiftKey) return undefined;
    const modified = new Map([
      ['l', () => shortcuts.filter()],
      ['f', () => shortcuts.find()],
    ]);
    return modified.get(key.toLowerCase());
  }
  if (key === 'F3') return () => shortcuts.findStep(!shiftKey);
  if (key === 'F8') return () => shortcuts.failureStep(!shiftKey);
  if (ctrlKey || isTyping(event.target)) return undefined;
  const plain = new Map([
    ['/', () => shortcuts.filter()],
    ['?', () => shortcuts.keys()],
    ['l', () => shortcuts.follow()],
  ]);
  return plain.get(key.toLowerCase());
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
